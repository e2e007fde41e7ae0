package io.consilium.expert.timeseries.internal.forecasting;

import java.util.Arrays;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000): the mean of the straight line (theta 0)
 * and of the line with doubled curvature (theta 2), the latter by simple exponential smoothing.
 */
final class Theta {
  private Theta() {}

  static double[] forecast(double[] y, int horizon) {
    Line line = Line.through(y, y.length);
    double[] curved = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      curved[t] = 2 * y[t] - line.at(t);
    }
    double[] path =
        Arrays.copyOf(Smoothing.forecast(Smoothing.Trend.NONE, curved, horizon), horizon);
    for (int h = 0; h < horizon; h++) {
      path[h] = (path[h] + line.at(y.length + h)) / 2;
    }
    return path;
  }
}
