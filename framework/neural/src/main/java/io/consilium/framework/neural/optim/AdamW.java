package io.consilium.framework.neural.optim;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), with bias correction
 * and epsilon outside the root, as PyTorch has it.
 */
public final class AdamW extends Adam {
  private final double epsilon;

  /**
   * @param size numbers in the vector
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon added to the root of the second moment
   * @param weightDecay times the learning rate: the share of each weight taken off a step
   */
  public AdamW(int size, double beta1, double beta2, double epsilon, double weightDecay) {
    super(size, beta1, beta2, weightDecay);
    this.epsilon = Spans.requireBetween("Epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  void move(
      float[] w, int at, float[] g, int from, Moments moments, int first, int length, Factors by) {
    float[] m = moments.first;
    float[] v = moments.second;
    float a = moments.rate1;
    float b = moments.keep2;
    float c = moments.rate2;
    float keep = by.keep();
    float rate = by.rate();
    float scale = by.scale();
    float eps = (float) epsilon;
    for (int i = 0; i < length; i++) {
      float slope = g[from + i];
      float m1 = m[first + i] + a * (slope - m[first + i]);
      float v1 = b * v[first + i] + c * slope * slope;
      m[first + i] = m1;
      v[first + i] = v1;
      w[at + i] = w[at + i] * keep - rate * m1 / ((float) Math.sqrt(v1) * scale + eps);
    }
  }
}
