package io.consilium.verifier.summary.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Report;
import io.consilium.api.data.Report.Figure;
import io.consilium.api.data.Report.Section;
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

class SummarySupportedTckTest extends VerifierTck {
  @Override
  protected Verifier verifier() {
    return new SummarySupported();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim("Sales were 12 in 2019."));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim("Sales were 13 in 2019."), claim("Sales were 12 in 2018."));
  }

  private static Claim claim(String paragraph) {
    Series history =
        new Series("Sales", "", Frequency.YEARLY, List.of(new Observation("2019", 12)), List.of());
    Report report =
        new Report(
            "Sales",
            List.of(new Section("Past", List.of(paragraph))),
            List.of(new Figure("12", 12, "history:2019")),
            List.of());
    Artifacts artifacts = TestContext.create().artifacts();
    return new Claim(
        "supported",
        Map.of(
            "report", List.of(artifacts.of(report)),
            "forecast",
                List.of(artifacts.of(new Forecast(history, "naive", List.of(), List.of())))),
        Settings.EMPTY);
  }
}
