package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.expert.timeseries.internal.forecasting.RollingOrigin.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * Spread of a method's errors by horizon, learned from its rolling-origin errors: the variance
 * grows with the horizon as that of a random walk does, and its size is the pooled size of the
 * errors seen, steadied by the size of the series' own steps. Errors are relative (logarithms)
 * where everything is positive.
 *
 * @param relative true if errors are differences of logarithms
 * @param step standard deviation of the error one period ahead
 * @param growth exponent of the horizon in the variance
 */
record Intervals(boolean relative, double step, double growth) {
  private static final double GROWTH = 1.0;
  private static final double STEADYING = 4;
  private static final double Z80 = 1.2816;
  private static final double Z95 = 1.96;
  private static final double WIDER80 = 1.0;
  private static final double WIDER95 = 1.0;

  /** Learns from the chosen method's trials. */
  static Intervals learned(double[] y, int season, List<Trial> trials) {
    boolean relative =
        Arrays.stream(y).allMatch(v -> v > 0)
            && trials.stream().allMatch(t -> Arrays.stream(t.expected()).allMatch(v -> v > 0));
    double[] steps = steps(y, season, relative);
    double own = Arrays.stream(steps).map(e -> e * e).average().orElse(0);
    double sum = 0;
    double weight = 0;
    for (Trial trial : trials) {
      for (int h = 0; h < trial.came().length; h++) {
        double error = error(trial.came()[h], trial.expected()[h], relative);
        double w = 1.0 / trial.came().length;
        sum += w * error * error / Math.pow(h + 1, GROWTH);
        weight += w;
      }
    }
    double variance = (sum + STEADYING * own) / (weight + STEADYING);
    return new Intervals(relative, Math.sqrt(variance), GROWTH);
  }

  private static double error(double came, double expected, boolean relative) {
    return relative ? Math.log(came / expected) : came - expected;
  }

  /** The steps of the series without its season, around their mean. */
  private static double[] steps(double[] y, int season, boolean relative) {
    double[] x = SeasonalAdjustment.of(y, season).adjusted();
    double[] steps = new double[Math.max(0, x.length - 1)];
    Arrays.setAll(steps, t -> error(x[t + 1], x[t], relative));
    double mean = Arrays.stream(steps).average().orElse(0);
    return Arrays.stream(steps).map(e -> e - mean).toArray();
  }

  double lower80(double mean, int horizon) {
    return bound(mean, -Z80 * WIDER80 * sigma(horizon));
  }

  double upper80(double mean, int horizon) {
    return bound(mean, Z80 * WIDER80 * sigma(horizon));
  }

  double lower95(double mean, int horizon) {
    return bound(mean, -Z95 * WIDER95 * sigma(horizon));
  }

  double upper95(double mean, int horizon) {
    return bound(mean, Z95 * WIDER95 * sigma(horizon));
  }

  private double sigma(int horizon) {
    return step * Math.pow(horizon, growth / 2);
  }

  private double bound(double mean, double distance) {
    return relative ? mean * Math.exp(Math.min(distance, 20)) : mean + distance;
  }
}
