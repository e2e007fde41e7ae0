package io.consilium.verifier.series.internal;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.util.List;
import java.util.Map;

class SeriesRegularTckTest extends VerifierTck {
  @Override
  protected Verifier verifier() {
    return new SeriesRegular();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim("2018", "2019", "2020"));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim("2018", "2020", "2021"), claim("2018", "2018", "2019"));
  }

  private static Claim claim(String first, String second, String third) {
    Series series =
        new Series(
            "Sales",
            "",
            Frequency.YEARLY,
            List.of(
                new Observation(first, 1), new Observation(second, 2), new Observation(third, 3)),
            List.of());
    return new Claim(
        "regular",
        Map.of("series", List.of(TestContext.create().artifacts().of(series))),
        Settings.EMPTY);
  }
}
