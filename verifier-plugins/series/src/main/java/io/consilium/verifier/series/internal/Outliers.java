package io.consilium.verifier.series.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values far from what their neighbours let expect, as a lost decimal point or digit leaves them:
 * the logarithm's distance from the median of the nearest four, against a robust measure of how far
 * all values are (median absolute deviation).
 *
 * @param index of the value
 * @param expected the median of its neighbours
 */
record Outliers(int index, double expected) {
  private static final int SIDE = 2;
  private static final int FEWEST = 5;
  private static final double ROBUST = 1.4826;

  /**
   * The implausible values of a positive series; none of any other.
   *
   * @param factor by how much a value must differ from its neighbours
   * @param deviations how many robust deviations it must be off
   */
  static List<Outliers> in(double[] y, double factor, double deviations) {
    if (y.length < FEWEST || Arrays.stream(y).anyMatch(v -> v <= 0)) {
      return List.of();
    }
    double[] x = Arrays.stream(y).map(Math::log).toArray();
    double[] off = new double[x.length];
    Arrays.setAll(off, i -> x[i] - median(neighbours(x, i)));
    double spread = ROBUST * median(Arrays.stream(off).map(Math::abs).toArray());
    double limit = Math.max(Math.log(factor), deviations * spread);
    List<Outliers> found = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (Math.abs(off[i]) > limit) {
        found.add(new Outliers(i, Math.exp(x[i] - off[i])));
      }
    }
    return found;
  }

  private static double[] neighbours(double[] x, int at) {
    int from = Math.max(0, Math.min(at - SIDE, x.length - 1 - 2 * SIDE));
    int to = Math.min(x.length - 1, from + 2 * SIDE);
    List<Double> near = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      if (i != at) {
        near.add(x[i]);
      }
    }
    return near.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
