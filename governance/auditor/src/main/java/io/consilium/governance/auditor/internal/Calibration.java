package io.consilium.governance.auditor.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidence is what it says: the expected calibration error over ten bins of equal width
 * (Guo et al. 2017, arXiv 1706.04599).
 */
final class Calibration {
  private static final int BINS = 10;

  private final long[] counts = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * One bin.
   *
   * @param from its lower edge
   * @param confidence mean of it
   * @param right share of what was right
   */
  record Bin(double from, long count, double confidence, double right) {
    /** Its upper edge. */
    double to() {
      return from + 1.0 / BINS;
    }
  }

  void add(double said, boolean wasRight) {
    int bin = Math.max(0, Math.min(BINS - 1, (int) (said * BINS)));
    counts[bin]++;
    right[bin] += wasRight ? 1 : 0;
    confidence[bin] += said;
  }

  long count() {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    return all;
  }

  /** The error, 0 to 1; 0 if nothing was counted. */
  double error() {
    double error = 0;
    for (int i = 0; i < BINS; i++) {
      error += Math.abs(right[i] - confidence[i]);
    }
    return error / Math.max(1, count());
  }

  /** The bins that hold something. */
  List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        double n = counts[i];
        bins.add(new Bin((double) i / BINS, counts[i], confidence[i] / n, right[i] / n));
      }
    }
    return bins;
  }
}
