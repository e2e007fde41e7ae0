package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.expert.timeseries.internal.forecasting.Smoothing.Trend;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every method's path ahead of a series. Stateless and deterministic. */
public final class Methods {
  public static final String NAIVE = "naive";
  public static final String NAIVE2 = "seasonally adjusted naive";
  public static final String SEASONAL_NAIVE = "seasonal naive";
  public static final String COMBINATION = "combination";
  static final Set<String> BENCHMARKS = Set.of(NAIVE, NAIVE2, SEASONAL_NAIVE);
  private static final List<String> COMBINED =
      List.of("theta", "theta of logarithms", "damped trend", "damped trend of logarithms");

  private Methods() {}

  /**
   * The paths of all methods that the series is long enough for.
   *
   * @param season periods in one season, 1 if there is none
   * @return method name to as many values as the horizon asks
   */
  public static Map<String, double[]> paths(double[] y, int season, int horizon) {
    Map<String, double[]> paths = new LinkedHashMap<>();
    paths.put(NAIVE, drift(y, 0, horizon));
    if (season > 1 && y.length > season) {
      paths.put(SEASONAL_NAIVE, seasonalNaive(y, season, horizon));
    }
    if (y.length < 3) {
      return paths;
    }
    SeasonalAdjustment adjustment = SeasonalAdjustment.of(y, season);
    double[] x = adjustment.adjusted();
    if (adjustment.isSeasonal()) {
      paths.put(NAIVE2, adjustment.restored(drift(x, 0, horizon)));
    }
    double slope = (x[x.length - 1] - x[0]) / (x.length - 1);
    paths.put("drift", adjustment.restored(drift(x, slope, horizon)));
    if (y.length >= 4) {
      smooth(y, adjustment, horizon, paths);
    }
    return paths;
  }

  private static void smooth(
      double[] y, SeasonalAdjustment adjustment, int horizon, Map<String, double[]> paths) {
    double[] x = adjustment.adjusted();
    paths.put(
        "exponential smoothing", adjustment.restored(Smoothing.forecast(Trend.NONE, x, horizon)));
    paths.put("Holt", adjustment.restored(Smoothing.forecast(Trend.LINEAR, x, horizon)));
    paths.put("damped trend", adjustment.restored(Smoothing.forecast(Trend.DAMPED, x, horizon)));
    paths.put("theta", adjustment.restored(Theta.forecast(x, horizon)));
    if (Arrays.stream(x).allMatch(value -> value > 0)) {
      double[] logs = Arrays.stream(x).map(Math::log).toArray();
      paths.put("theta of logarithms", adjustment.restored(exp(Theta.forecast(logs, horizon))));
      double[] damped = exp(Smoothing.forecast(Trend.DAMPED, logs, horizon));
      paths.put("damped trend of logarithms", adjustment.restored(damped));
    }
    if (adjustment.isSeasonal()) {
      paths.put("Holt-Winters", HoltWinters.forecast(y, adjustment, horizon));
    }
    paths.put(
        COMBINATION,
        mean(COMBINED.stream().filter(paths::containsKey).map(paths::get).toList(), horizon));
    if (Arrays.stream(y).min().orElse(0) >= 0) {
      paths.values().forEach(path -> Arrays.setAll(path, h -> Math.max(0, path[h])));
    }
  }

  private static double[] exp(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }

  private static double[] drift(double[] y, double slope, int horizon) {
    double[] path = new double[horizon];
    Arrays.setAll(path, h -> y[y.length - 1] + slope * (h + 1));
    return path;
  }

  private static double[] seasonalNaive(double[] y, int season, int horizon) {
    double[] path = new double[horizon];
    Arrays.setAll(path, h -> y[y.length - season + h % season]);
    return path;
  }

  private static double[] mean(List<double[]> paths, int horizon) {
    double[] mean = new double[horizon];
    Arrays.setAll(
        mean, h -> paths.stream().mapToDouble(path -> path[h]).average().orElse(Double.NaN));
    return mean;
  }
}
