package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), with bias correction
 * and epsilon outside the root, as PyTorch has it.
 */
public final class AdamW implements Optimizer {
  private final Moments moments;
  private final double epsilon;
  private final double weightDecay;

  /**
   * @param size numbers in the vector
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param epsilon added to the root of the second moment
   * @param weightDecay times the learning rate: the share of each weight taken off a step
   */
  public AdamW(int size, double beta1, double beta2, double epsilon, double weightDecay) {
    this.moments = new Moments(size, beta1, beta2);
    this.epsilon = Spans.requireBetween("Epsilon", epsilon, 0, Double.POSITIVE_INFINITY);
    this.weightDecay =
        Spans.requireBetween("Weight decay", weightDecay, 0, Double.POSITIVE_INFINITY);
  }

  @Override
  public void step(FloatBuffer weights, FloatBuffer gradient, double learningRate) {
    moments.begin(weights, gradient);
    float keep = (float) (1 - learningRate * weightDecay);
    float rate = (float) (learningRate / moments.correction1());
    float scale = (float) (1 / Math.sqrt(moments.correction2()));
    float eps = (float) epsilon;
    float[] m = moments.first;
    float[] v = moments.second;
    float a = moments.rate1;
    float b = moments.keep2;
    float c = moments.rate2;
    Spans.update(
        weights,
        gradient,
        (w, at, g, from, first, length) -> {
          for (int i = 0; i < length; i++) {
            float slope = g[from + i];
            float m1 = m[first + i] + a * (slope - m[first + i]);
            float v1 = b * v[first + i] + c * slope * slope;
            m[first + i] = m1;
            v[first + i] = v1;
            w[at + i] = w[at + i] * keep - rate * m1 / ((float) Math.sqrt(v1) * scale + eps);
          }
        });
  }

  @Override
  public long steps() {
    return moments.steps;
  }

  @Override
  public Map<String, float[]> state() {
    return moments.state();
  }

  @Override
  public void restore(long steps, Map<String, float[]> state) {
    moments.restore(steps, state);
  }
}
