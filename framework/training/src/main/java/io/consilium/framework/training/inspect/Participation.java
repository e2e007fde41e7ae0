package io.consilium.framework.training.inspect;

/**
 * The participation ratio of states: (sum of the eigenvalues)^2 / sum of their squares, of their
 * covariance: in how many dimensions they really vary (HRM, arXiv 2506.21734, section 4). Sums of
 * eigenvalues are traces, so none is computed. Gathers one state after another; not thread-safe.
 */
final class Participation {
  private final int width;
  private final double[] sum;
  private final double[] products;
  private long count;

  Participation(int width) {
    this.width = width;
    this.sum = new double[width];
    this.products = new double[width * width];
  }

  /** Adds the states of some positions, [positions, width]. */
  void add(float[] states) {
    for (int row = 0; row + width <= states.length; row += width) {
      count++;
      for (int i = 0; i < width; i++) {
        double x = states[row + i];
        sum[i] += x;
        for (int j = 0; j <= i; j++) {
          products[i * width + j] += x * states[row + j];
        }
      }
    }
  }

  /** From 1 to the width; NaN if the states do not vary. */
  double ratio() {
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double covariance = products[i * width + j] / count - sum[i] * sum[j] / count / count;
        trace += i == j ? covariance : 0;
        squares += (i == j ? 1 : 2) * covariance * covariance;
      }
    }
    return squares > 0 ? trace * trace / squares : Double.NaN;
  }
}
