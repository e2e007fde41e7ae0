package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.host.Artifacts;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.util.List;
import java.util.Map;

class FiguresAgreeTckTest extends VerifierTck {
  @Override
  protected Verifier verifier() {
    return new FiguresAgree();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim(120));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim(150));
  }

  private static Claim claim(double drawn) {
    Series series =
        new Series(
            "Sales",
            "",
            Frequency.YEARLY,
            List.of(
                new Observation("2018", 100),
                new Observation("2019", 110),
                new Observation("2020", 120)),
            List.of());
    List<PlottedPoint> points =
        List.of(
            new PlottedPoint("2018", 101, 0.9, false),
            new PlottedPoint("2019", 110, 0.9, true),
            new PlottedPoint("2020", drawn, 0.9, false));
    Chart chart =
        new Chart(
            Chart.Kind.BAR,
            "",
            "",
            List.of(new PlottedSeries("Sales", points)),
            new Box(0, 0, 1, 1));
    Artifacts artifacts = TestContext.create().artifacts();
    return new Claim(
        "agree",
        Map.of("series", List.of(artifacts.of(series)), "chart", List.of(artifacts.of(chart))),
        Settings.EMPTY);
  }
}
