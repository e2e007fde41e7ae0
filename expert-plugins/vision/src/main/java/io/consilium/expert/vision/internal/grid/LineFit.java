package io.consilium.expert.vision.internal.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Straight lines through points of which some are wrong. */
final class LineFit {
  private static final int ROUNDS = 4;

  private LineFit() {}

  /**
   * Least squares, repeated on the better part of the points (Rousseeuw 1984).
   *
   * @param points {x, y}, at least two
   * @return intercept and slope
   */
  static double[] through(List<double[]> points) {
    double[] line = median(points);
    for (int round = 0; round < ROUNDS; round++) {
      double[] off = new double[points.size()];
      for (int i = 0; i < off.length; i++) {
        off[i] = Math.abs(points.get(i)[1] - line[0] - line[1] * points.get(i)[0]);
      }
      double[] sorted = off.clone();
      Arrays.sort(sorted);
      double limit = Math.max(0.75, 2.5 * sorted[sorted.length / 2]);
      List<double[]> good = new ArrayList<>();
      for (int i = 0; i < off.length; i++) {
        if (off[i] <= limit) {
          good.add(points.get(i));
        }
      }
      line = squares(good);
    }
    return line;
  }

  /** The median of the slopes between points half the set apart (Theil 1950, thinned). */
  private static double[] median(List<double[]> points) {
    int half = points.size() / 2;
    double[] slopes = new double[Math.max(1, half)];
    for (int i = 0; i < half; i++) {
      double[] a = points.get(i);
      double[] b = points.get(i + half);
      slopes[i] = (b[1] - a[1]) / (b[0] - a[0]);
    }
    Arrays.sort(slopes);
    double slope = slopes[slopes.length / 2];
    double[] starts = points.stream().mapToDouble(p -> p[1] - slope * p[0]).sorted().toArray();
    return new double[] {starts[starts.length / 2], slope};
  }

  private static double[] squares(List<double[]> points) {
    double n = points.size();
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (double[] p : points) {
      sx += p[0];
      sy += p[1];
      sxx += p[0] * p[0];
      sxy += p[0] * p[1];
    }
    double det = n * sxx - sx * sx;
    double slope = Math.abs(det) < 1e-9 ? 0 : (n * sxy - sx * sy) / det;
    return new double[] {(sy - slope * sx) / n, slope};
  }
}
