package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.api.data.Forecast.MethodScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Forecasts a series' own past from several origins (Tashman 2000) and keeps what came and what was
 * expected.
 *
 * @param trials method name to its trials, oldest origin first
 */
record RollingOrigin(Map<String, List<Trial>> trials) {
  private static final int MOST_ORIGINS = 8;
  private static final int LONG = 200;

  /**
   * One forecast of the known past.
   *
   * @param scale mean absolute error of the seasonal naive within the series before the origin
   */
  record Trial(double[] expected, double[] came, double scale) {}

  /**
   * Tries every method.
   *
   * @param cancelled asked before each origin; trials end early once true
   */
  static RollingOrigin over(double[] y, int season, int horizon, BooleanSupplier cancelled) {
    int least = Math.max(4, Math.min(3 * season + 1, y.length - horizon));
    least = Math.min(least, y.length - 1);
    int origins = y.length > LONG ? MOST_ORIGINS / 2 : MOST_ORIGINS;
    int last = y.length - 1;
    int first = Math.max(least, last - Math.max(origins, horizon) + 1);
    int stride = Math.max(1, (last - first + 1) / origins);
    Map<String, List<Trial>> trials = new LinkedHashMap<>();
    for (int origin = last; origin >= first && !cancelled.getAsBoolean(); origin -= stride) {
      double[] past = Arrays.copyOf(y, origin);
      int ahead = Math.min(horizon, y.length - origin);
      double[] came = Arrays.copyOfRange(y, origin, origin + ahead);
      double scale = scale(past, season);
      Methods.paths(past, season, ahead)
          .forEach(
              (name, path) ->
                  trials
                      .computeIfAbsent(name, n -> new ArrayList<>())
                      .add(0, new Trial(path, came, scale)));
    }
    return new RollingOrigin(trials);
  }

  /** Mean absolute error of the seasonal naive; of the plain one where a season does not fit. */
  static double scale(double[] y, int season) {
    int lag = y.length > season ? season : 1;
    double sum = 0;
    for (int t = lag; t < y.length; t++) {
      sum += Math.abs(y[t] - y[t - lag]);
    }
    double scale = y.length > lag ? sum / (y.length - lag) : 0;
    if (scale > 0) {
      return scale;
    }
    double level = Arrays.stream(y).map(Math::abs).average().orElse(0);
    return level > 0 ? level : 1;
  }

  /** Methods tried from every origin, best first. */
  List<MethodScore> scores() {
    int most = trials.values().stream().mapToInt(List::size).max().orElse(0);
    return trials.entrySet().stream()
        .filter(entry -> entry.getValue().size() == most)
        .map(entry -> score(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(MethodScore::mase))
        .toList();
  }

  private static MethodScore score(String method, List<Trial> trials) {
    double scaled = 0;
    double symmetric = 0;
    int count = 0;
    for (Trial trial : trials) {
      for (int h = 0; h < trial.came().length; h++) {
        double error = Math.abs(trial.came()[h] - trial.expected()[h]);
        double size = Math.abs(trial.came()[h]) + Math.abs(trial.expected()[h]);
        scaled += error / trial.scale();
        symmetric += size > 0 ? 200 * error / size : 0;
        count++;
      }
    }
    boolean naive = Methods.BENCHMARKS.contains(method);
    return new MethodScore(method, scaled / count, symmetric / count, trials.size(), naive);
  }
}
