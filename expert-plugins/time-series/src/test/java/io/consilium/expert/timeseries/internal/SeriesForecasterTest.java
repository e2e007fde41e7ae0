package io.consilium.expert.timeseries.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeriesForecasterTest {
  private final TestContext context = TestContext.create();

  private static Series yearly(double... values) {
    List<Observation> observations = new ArrayList<>();
    for (double value : values) {
      observations.add(new Observation(String.valueOf(2000 + observations.size()), value));
    }
    return new Series("Sales", "", Frequency.YEARLY, observations, List.of());
  }

  private static Series quarterly(int years) {
    double[] season = {0.8, 1.0, 1.3, 0.9};
    List<Observation> observations = new ArrayList<>();
    for (int t = 0; t < years * 4; t++) {
      String period = (2010 + t / 4) + "-Q" + (t % 4 + 1);
      observations.add(new Observation(period, (100 + 2 * t) * season[t % 4] + t % 3));
    }
    return new Series("Sales", "", Frequency.QUARTERLY, observations, List.of());
  }

  private ExpertOutcome solve(Series series, Map<String, Object> parameters) {
    Assignment assignment =
        new Assignment(
            "series.forecast",
            "look ahead",
            Map.of("series", List.of(context.artifacts().of(series))),
            new Settings(parameters));
    return new SeriesForecaster().solve(assignment, context);
  }

  private Forecast forecast(Series series) throws IOException {
    ExpertOutcome outcome = solve(series, Map.of());
    assertThat(outcome).isInstanceOf(ExpertOutcome.Solved.class);
    return context
        .artifacts()
        .read(((ExpertOutcome.Solved) outcome).outputs().get("forecast"), Forecast.class);
  }

  @Test
  void continuesTrendAndSeason() throws IOException {
    Forecast forecast = forecast(quarterly(8));
    assertThat(forecast.points())
        .extracting(ForecastPoint::period)
        .startsWith("2018-Q1")
        .hasSize(4);
    assertThat(forecast.points().get(2).mean()).isBetween(200.0, 235.0);
    assertThat(forecast.points().get(0).mean()).isBetween(120.0, 145.0);
  }

  @Test
  void ranksAllMethodsWithTheNaiveOnesAmongThem() throws IOException {
    Forecast forecast = forecast(quarterly(8));
    assertThat(forecast.scores()).extracting(MethodScore::mase).isSorted();
    assertThat(forecast.scores()).filteredOn(MethodScore::naive).isNotEmpty();
    assertThat(forecast.scores()).filteredOn(s -> !s.naive()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void intervalsNestAndWiden() throws IOException {
    for (ForecastPoint p : forecast(quarterly(8)).points()) {
      assertThat(List.of(p.lower95(), p.lower80(), p.mean(), p.upper80(), p.upper95())).isSorted();
    }
  }

  @Test
  void givesTheHorizonAskedFor() throws IOException {
    ExpertOutcome outcome = solve(quarterly(8), Map.of("horizon", 9));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ExpertOutcome.Solved.class,
            s -> assertThat(s.facts().values()).containsEntry("horizon", 9.0));
  }

  @Test
  void declinesTwoValues() throws IOException {
    assertThat(solve(yearly(1, 2), Map.of())).isInstanceOf(ExpertOutcome.Declined.class);
  }

  @Test
  void hasLittleConfidenceInThreeValues() throws IOException {
    assertThat(solve(yearly(1, 2, 3), Map.of()))
        .isInstanceOfSatisfying(
            ExpertOutcome.Solved.class, s -> assertThat(s.confidence()).isLessThan(0.3));
  }

  @Test
  void declinesPeriodsOutOfOrder() throws IOException {
    Series mixed =
        new Series(
            "Sales",
            "",
            Frequency.YEARLY,
            List.of(
                new Observation("2020", 1), new Observation("2019", 2), new Observation("2021", 3)),
            List.of());
    assertThat(solve(mixed, Map.of()))
        .isInstanceOfSatisfying(
            ExpertOutcome.Declined.class,
            declined -> assertThat(declined.code()).isEqualTo("bad-input"));
  }

  @Test
  void bridgesASingleGap() throws IOException {
    List<Observation> observations =
        new ArrayList<>(yearly(1, 2, 3, 4, 5, 6, 7, 8, 9).observations());
    observations.remove(4);
    Series gappy = new Series("", "", Frequency.YEARLY, observations, List.of());
    assertThat(solve(gappy, Map.of()))
        .isInstanceOfSatisfying(
            ExpertOutcome.Solved.class,
            s -> assertThat(s.facts().values()).containsEntry("filled", 1.0));
  }

  @Test
  void forecastsASeriesWhoseLastValueAloneIsNegative() throws IOException {
    assertThat(forecast(yearly(2002.91, 6623035.56, 1440.01, 18780.83, -569635.75)).points())
        .isNotEmpty();
  }

  @Property(tries = 40)
  void anyFiniteSeriesGivesFiniteForecasts(
      @ForAll @Size(min = 3, max = 30) List<@DoubleRange(min = -1e9, max = 1e9) Double> values)
      throws IOException {
    double[] y = values.stream().mapToDouble(Double::doubleValue).toArray();
    for (ForecastPoint p : forecast(yearly(y)).points()) {
      assertThat(List.of(p.lower95(), p.lower80(), p.mean(), p.upper80(), p.upper95()))
          .allMatch(Double::isFinite)
          .isSorted();
    }
  }

  @Property(tries = 10)
  void constantSeriesStayConstant(@ForAll @DoubleRange(min = 0, max = 1e6) double level)
      throws IOException {
    double[] y = new double[10];
    java.util.Arrays.fill(y, level);
    for (ForecastPoint p : forecast(yearly(y)).points()) {
      assertThat(p.mean()).isCloseTo(level, org.assertj.core.data.Percentage.withPercentage(0.1));
    }
  }
}
