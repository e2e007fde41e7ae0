package io.consilium.expert.timeseries.internal.forecasting;

import java.util.Arrays;

/** Sample autocorrelations. */
final class Autocorrelation {
  private Autocorrelation() {}

  /** Autocorrelations of lags 0 to {@code last}; all 0 for a constant series. */
  static double[] upTo(double[] y, int last) {
    double mean = Arrays.stream(y).average().orElse(0);
    double[] r = new double[last + 1];
    double variance = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    for (int lag = 0; lag <= last && variance > 0; lag++) {
      double sum = 0;
      for (int t = lag; t < y.length; t++) {
        sum += (y[t] - mean) * (y[t - lag] - mean);
      }
      r[lag] = sum / variance;
    }
    return r;
  }
}
