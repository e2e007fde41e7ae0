package io.consilium.expert.timeseries.internal.forecasting;

import io.consilium.expert.timeseries.internal.forecasting.RollingOrigin.Trial;
import java.util.Arrays;
import java.util.List;

/**
 * Spread of a method's errors by horizon, learned from its rolling-origin errors. The variance
 * grows as a power of the horizon; power and size are those that make the errors seen likeliest,
 * held near what is usual, as a few trials cannot tell more. Errors are relative (logarithms) where
 * everything is positive. The constants were set once for all on the M3 competition's series, see
 * the README for the coverage.
 *
 * @param relative true if errors are differences of logarithms
 * @param step standard deviation of the error one period ahead
 * @param growth exponent of the horizon in the variance; 1 is a random walk, more a wrong trend
 */
record Intervals(boolean relative, double step, double growth) {
  private static final double USUAL_GROWTH = 1.5;
  private static final double MOST_GROWTH = 2;
  private static final double GROWTH_STEP = 0.25;
  private static final double FIRMNESS = 2;
  private static final double STEADYING = 8;
  private static final double Z80 = 1.2816;

  /** Errors have heavier tails than the normal distribution's 1.96. */
  private static final double Z95 = 1.96 * 1.1;

  /** Learns from the chosen method's trials, for its path ahead. */
  static Intervals learned(double[] y, int season, List<Trial> trials, double[] path) {
    boolean relative =
        Arrays.stream(y).allMatch(v -> v > 0)
            && Arrays.stream(path).allMatch(v -> v > 0)
            && trials.stream().allMatch(t -> Arrays.stream(t.expected()).allMatch(v -> v > 0));
    double own = variance(steps(y, season, relative));
    Intervals best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double growth = 0; growth <= MOST_GROWTH; growth += GROWTH_STEP) {
      Pool pool = Pool.of(trials, growth, relative);
      double variance = (pool.squares() + STEADYING * own) / (pool.weight() + STEADYING);
      double surprise =
          0.5
                  * ((pool.weight() + STEADYING) * Math.log(Math.max(variance, Double.MIN_NORMAL))
                      + pool.logs())
              + FIRMNESS * Math.pow(growth - USUAL_GROWTH, 2);
      if (best == null || surprise < least) {
        least = surprise;
        best = new Intervals(relative, Math.sqrt(variance), growth);
      }
    }
    return best;
  }

  /** Sums over all errors; the errors of one origin go together, so they share a weight of 1. */
  private record Pool(double squares, double weight, double logs) {

    static Pool of(List<Trial> trials, double growth, boolean relative) {
      double squares = 0;
      double logs = 0;
      for (Trial trial : trials) {
        int length = trial.came().length;
        for (int h = 0; h < length; h++) {
          double error = error(trial.came()[h], trial.expected()[h], relative);
          double usual = Math.pow(h + 1, growth);
          squares += error * error / usual / length;
          logs += Math.log(usual) / length;
        }
      }
      return new Pool(squares, trials.size(), logs);
    }
  }

  private static double error(double came, double expected, boolean relative) {
    return relative ? Math.log(came / expected) : came - expected;
  }

  /** The steps of the series without its season. */
  private static double[] steps(double[] y, int season, boolean relative) {
    double[] x = SeasonalAdjustment.of(y, season).adjusted();
    double[] steps = new double[Math.max(0, x.length - 1)];
    Arrays.setAll(steps, t -> error(x[t + 1], x[t], relative));
    return steps;
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length > 1 ? squares / (values.length - 1) : 0;
  }

  double lower80(double mean, int horizon) {
    return bound(mean, -Z80 * sigma(horizon));
  }

  double upper80(double mean, int horizon) {
    return bound(mean, Z80 * sigma(horizon));
  }

  double lower95(double mean, int horizon) {
    return bound(mean, -Z95 * sigma(horizon));
  }

  double upper95(double mean, int horizon) {
    return bound(mean, Z95 * sigma(horizon));
  }

  private double sigma(int horizon) {
    return step * Math.pow(horizon, growth / 2);
  }

  private double bound(double mean, double distance) {
    return relative ? mean * Math.exp(Math.min(distance, 20)) : mean + distance;
  }
}
