package io.consilium.verifier.forecast.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.host.Settings;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ForecastBeatsNaiveTest {
  private final TestContext context = TestContext.create();

  private Verdict verify(Settings settings, String method, MethodScore... scores)
      throws IOException {
    Series history = new Series("Sales", "", Frequency.YEARLY, List.of(), List.of());
    Forecast forecast = new Forecast(history, method, List.of(), List.of(scores));
    Claim claim =
        new Claim("beats", Map.of("forecast", List.of(context.artifacts().of(forecast))), settings);
    return new ForecastBeatsNaive().verify(claim, context);
  }

  private static MethodScore score(String method, double mase, int origins, boolean naive) {
    return new MethodScore(method, mase, 10, origins, naive);
  }

  @Test
  void acceptsTheBetterMethodAndSaysByHowMuch() throws IOException {
    Verdict verdict =
        verify(Settings.EMPTY, "theta", score("theta", 0.6, 8, false), score("naive", 1, 8, true));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict.findings().get(0).message()).contains("erred 40 % less", "8 trials");
  }

  @Test
  void comparesWithTheBestNaiveMethod() throws IOException {
    Verdict verdict =
        verify(
            Settings.EMPTY,
            "theta",
            score("theta", 0.6, 8, false),
            score("naive", 1, 8, true),
            score("seasonal naive", 0.5, 8, true));
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict.findings().get(0).message()).contains("seasonal naive");
  }

  @Test
  void rejectsTheNaiveMethodItself() throws IOException {
    assertThat(verify(Settings.EMPTY, "naive", score("naive", 1, 8, true)))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void isUndecidedAfterFewTrials() throws IOException {
    Verdict verdict =
        verify(Settings.EMPTY, "theta", score("theta", 0.6, 2, false), score("naive", 1, 2, true));
    assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
    assertThat(verdict.findings().get(0).code()).isEqualTo("too-short");
  }

  @Test
  void holdsTheRatioSet() throws IOException {
    Settings strict = new Settings(Map.of("ratio", 0.5));
    assertThat(verify(strict, "theta", score("theta", 0.6, 8, false), score("naive", 1, 8, true)))
        .isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void isUndecidedWithoutAForecast() throws IOException {
    Claim claim = new Claim("beats", Map.of(), Settings.EMPTY);
    assertThat(new ForecastBeatsNaive().verify(claim, context))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Property(tries = 200)
  void anyScoresGiveAVerdict(@ForAll double mase, @ForAll double naive) throws IOException {
    double finite = Double.isFinite(mase) ? mase : 0;
    double other = Double.isFinite(naive) ? naive : 0;
    assertThat(
            verify(Settings.EMPTY, "x", score("x", finite, 5, false), score("n", other, 5, true)))
        .isNotNull();
  }
}
