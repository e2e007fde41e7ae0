package io.consilium.distribution.evaluation.measure;

import java.util.Arrays;

/**
 * The benchmark of the M competitions: the last value, seasonally adjusted if a 90 per cent test of
 * autocorrelation finds a season (Makridakis, Spiliotis, Assimakopoulos 2020).
 */
public final class Naive2 {
  private static final double CRITICAL = 1.645;

  private Naive2() {}

  /** So many steps ahead. */
  public static double[] forecast(double[] past, int season, int steps) {
    double[] index = isSeasonal(past, season) ? seasonalIndices(past, season) : ones(season);
    int n = past.length;
    double level = past[n - 1] / index[(n - 1) % season];
    double[] ahead = new double[steps];
    Arrays.setAll(ahead, h -> level * index[(n + h) % season]);
    return ahead;
  }

  private static double[] ones(int season) {
    double[] ones = new double[season];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static boolean isSeasonal(double[] past, int season) {
    int n = past.length;
    // The reference looks no further than ten times the decimal logarithm of the length.
    if (season < 2 || n < 3 * season || season > Math.floor(10 * Math.log10(n))) {
      return false;
    }
    double squares = 0;
    for (int lag = 1; lag < season; lag++) {
      squares += Math.pow(autocorrelation(past, lag), 2);
    }
    double limit = CRITICAL * Math.sqrt((1 + 2 * squares) / n);
    return Math.abs(autocorrelation(past, season)) > limit;
  }

  private static double autocorrelation(double[] x, int lag) {
    double mean = Arrays.stream(x).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int t = 0; t < x.length; t++) {
      below += (x[t] - mean) * (x[t] - mean);
      above += t >= lag ? (x[t] - mean) * (x[t - lag] - mean) : 0;
    }
    return below == 0 ? 0 : above / below;
  }

  /** Classical multiplicative decomposition: ratios to a centred moving average, normalised. */
  private static double[] seasonalIndices(double[] x, int season) {
    double[] sums = new double[season];
    int[] counts = new int[season];
    int half = season / 2;
    for (int t = half; t + half < x.length; t++) {
      double average = 0;
      for (int k = -half; k <= half; k++) {
        boolean end = Math.abs(k) == half && season % 2 == 0;
        average += x[t + k] * (end ? 0.5 : 1) / season;
      }
      sums[t % season] += x[t] / average;
      counts[t % season]++;
    }
    double[] index = new double[season];
    Arrays.setAll(index, s -> counts[s] == 0 ? 1 : sums[s] / counts[s]);
    double mean = Arrays.stream(index).average().orElse(1);
    Arrays.setAll(index, s -> index[s] / mean);
    return index;
  }
}
