package io.consilium.framework.neural.optim;

/**
 * Adam whose quotient is an arc tangent, so that no epsilon is needed and a step is never longer
 * than the learning rate times pi / 2 (Everett et al., arXiv 2407.05872, section 4). As in the
 * reference that HRM and TRM were trained with, the first moment is corrected outside the arc
 * tangent, the second within: {@code w -= rate / (1 - b1^t) * atan2(m, sqrt(v / (1 - b2^t)))}.
 */
public final class AdamATan2 extends Adam {

  /**
   * @param size numbers in the vector
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param weightDecay times the learning rate: the share of each weight taken off a step
   */
  public AdamATan2(int size, double beta1, double beta2, double weightDecay) {
    super(size, beta1, beta2, weightDecay);
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
    for (int i = 0; i < length; i++) {
      float slope = g[from + i];
      float m1 = m[first + i] + a * (slope - m[first + i]);
      float v1 = b * v[first + i] + c * slope * slope;
      m[first + i] = m1;
      v[first + i] = v1;
      w[at + i] = w[at + i] * keep - rate * arcTangent(m1, (float) Math.sqrt(v1) * scale);
    }
  }

  /**
   * atan2 for x >= 0 within 2e-7 of its value, several times as fast as the exact one (polynomial
   * 4.4.49 of Abramowitz and Stegun). (0, 0) gives 0.
   */
  static float arcTangent(float y, float x) {
    float height = Math.abs(y);
    boolean flat = height <= x;
    float longer = flat ? x : height;
    float t = longer == 0 ? 0 : (flat ? height : x) / longer;
    float s = t * t;
    float p = 0.0028662257f;
    p = p * s - 0.0161657367f;
    p = p * s + 0.0429096138f;
    p = p * s - 0.0752896400f;
    p = p * s + 0.1065626393f;
    p = p * s - 0.1420889944f;
    p = p * s + 0.1999355085f;
    p = p * s - 0.3333314528f;
    float angle = t + t * s * p;
    return Math.copySign(flat ? angle : (float) (Math.PI / 2) - angle, y);
  }
}
