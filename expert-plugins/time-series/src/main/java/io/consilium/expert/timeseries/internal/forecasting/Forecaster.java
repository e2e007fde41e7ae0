package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Chooses a method by its rolling-origin error on the series itself and looks ahead with it.
 * Stateless and deterministic.
 */
public final class Forecaster {
  /** By how much a single method must beat the combination to be preferred to it. */
  private static final double MARGIN = 0.3;

  private Forecaster() {}

  /**
   * Forecasts a regular series.
   *
   * @param y at least 3 values without a gap
   * @param periods names of the periods to forecast; its size is the horizon
   * @param cancelled true once the caller has given up: fewer origins are then tried
   */
  public static Forecast forecast(
      Series history, double[] y, List<String> periods, BooleanSupplier cancelled) {
    int season = history.frequency().season();
    int horizon = periods.size();
    RollingOrigin past = RollingOrigin.over(y, season, horizon, cancelled);
    List<MethodScore> scores = past.scores();
    Map<String, double[]> paths = Methods.paths(y, season, horizon);
    // A method for positive values may have done best until the first negative one.
    String method = choose(scores.stream().filter(s -> paths.containsKey(s.method())).toList());
    double[] path = paths.get(method);
    Intervals intervals =
        Intervals.learned(y, season, past.trials().getOrDefault(method, List.of()), path);
    List<ForecastPoint> points = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      points.add(point(periods.get(h - 1), path[h - 1], h, intervals));
    }
    return new Forecast(history, method, points, scores);
  }

  private static ForecastPoint point(String period, double mean, int h, Intervals spread) {
    return new ForecastPoint(
        period,
        mean,
        spread.lower80(mean, h),
        spread.upper80(mean, h),
        spread.lower95(mean, h),
        spread.upper95(mean, h));
  }

  /** The combination is the safer choice (Makridakis and Hibon 2000), unless clearly beaten. */
  private static String choose(List<MethodScore> scores) {
    if (scores.isEmpty()) {
      return Methods.NAIVE;
    }
    MethodScore best = scores.get(0);
    return scores.stream()
        .filter(score -> score.method().equals(Methods.COMBINATION))
        .filter(score -> score.mase() * (1 - MARGIN) <= best.mase())
        .findFirst()
        .orElse(best)
        .method();
  }
}
