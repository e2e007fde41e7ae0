package io.consilium.framework.neural;

/** How scores become probabilities in the loss. In double precision, as in the references. */
public enum CrossEntropy {
  /**
   * p = s(x) / sum s, s(x) = x + 1 from 0 on and 1 / (1 - x) below (arXiv 2501.04697, section 4):
   * without exponentials, it doesn't push logits ever further once all answers are right.
   */
  STABLEMAX {
    @Override
    double of(double[] x, int label, double[] gradient) {
      double sum = 0;
      for (double one : x) {
        sum += s(one);
      }
      for (int v = 0; v < x.length; v++) {
        double share = 1 / sum - (v == label ? 1 / s(x[v]) : 0);
        gradient[v] = share * (x[v] < 0 ? s(x[v]) * s(x[v]) : 1);
      }
      return Math.log(sum) - Math.log(s(x[label]));
    }
  },
  /** p = exp(x) / sum exp. */
  SOFTMAX {
    @Override
    double of(double[] x, int label, double[] gradient) {
      double max = Double.NEGATIVE_INFINITY;
      for (double one : x) {
        max = Math.max(max, one);
      }
      double sum = 0;
      for (int v = 0; v < x.length; v++) {
        gradient[v] = Math.exp(x[v] - max);
        sum += gradient[v];
      }
      for (int v = 0; v < x.length; v++) {
        gradient[v] = gradient[v] / sum - (v == label ? 1 : 0);
      }
      return Math.log(sum) + max - x[label];
    }
  };

  /**
   * -log p of the label.
   *
   * @param x scores, [V]
   * @param gradient takes d result / d x, [V]
   */
  abstract double of(double[] x, int label, double[] gradient);

  static double s(double x) {
    return x < 0 ? 1 / (1 - x + 1e-30) : x + 1;
  }
}
