package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/** What Adam's relatives have in common: the moments, their correction, decoupled weight decay. */
abstract sealed class Adam implements Optimizer permits AdamW, AdamATan2 {
  private final Moments moments;
  private final double weightDecay;

  Adam(int size, double beta1, double beta2, double weightDecay) {
    this.moments = new Moments(size, beta1, beta2);
    this.weightDecay =
        Spans.requireBetween("Weight decay", weightDecay, 0, Double.POSITIVE_INFINITY);
  }

  /**
   * One step's factors.
   *
   * @param keep what decay leaves of a weight
   * @param rate the learning rate, with the first moment's correction
   * @param scale the correction of the second moment's root
   */
  record Factors(float keep, float rate, float scale) {}

  /**
   * Takes a piece of the gradient into the moments and moves the weights along them: {@code w = w
   * keep - rate quotient(m, sqrt(v) scale)}. One loop: two would read the moments twice.
   *
   * @param w from {@code at}
   * @param g from {@code from}
   * @param first where the piece begins in the moments
   */
  abstract void move(
      float[] w, int at, float[] g, int from, Moments moments, int first, int length, Factors by);

  @Override
  public final void step(FloatBuffer weights, FloatBuffer gradient, double learningRate) {
    moments.begin(weights, gradient);
    Factors factors =
        new Factors(
            (float) (1 - learningRate * weightDecay),
            (float) (learningRate / moments.correction1()),
            (float) (1 / Math.sqrt(moments.correction2())));
    Spans.update(
        weights,
        gradient,
        (w, at, g, from, first, length) -> move(w, at, g, from, moments, first, length, factors));
  }

  @Override
  public final long steps() {
    return moments.steps;
  }

  @Override
  public final Map<String, float[]> state() {
    return moments.state();
  }

  @Override
  public final void restore(long steps, Map<String, float[]> state) {
    moments.restore(steps, state);
  }
}
