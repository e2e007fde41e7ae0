package io.consilium.verifier.forecast.internal;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.TestContext;
import io.consilium.tck.VerifierTck;
import java.util.List;
import java.util.Map;

class ForecastBeatsNaiveTckTest extends VerifierTck {
  @Override
  protected Verifier verifier() {
    return new ForecastBeatsNaive();
  }

  @Override
  protected List<Claim> holding() {
    return List.of(claim("theta", 0.7));
  }

  @Override
  protected List<Claim> failing() {
    return List.of(claim("theta", 1.2), claim("theta", 1), claim("naive", 2));
  }

  private static Claim claim(String method, double mase) {
    Series history = new Series("Sales", "", Frequency.YEARLY, List.of(), List.of());
    Forecast forecast =
        new Forecast(
            history,
            method,
            List.of(),
            List.of(
                new MethodScore("theta", mase, 5, 8, false),
                new MethodScore("naive", 1, 6, 8, true)));
    return new Claim(
        "beats",
        Map.of("forecast", List.of(TestContext.create().artifacts().of(forecast))),
        Settings.EMPTY);
  }
}
