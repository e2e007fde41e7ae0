package io.consilium.framework.neural.optim;

import java.nio.FloatBuffer;
import java.util.Map;

/** Running mean of the gradient and of its square, with the count that corrects their start. */
final class Moments {
  private final double beta1;
  private final double beta2;

  final float[] first;
  final float[] second;
  final float rate1;
  final float keep2;
  final float rate2;
  long steps;

  Moments(int size, double beta1, double beta2) {
    this.beta1 = Spans.requireBetween("Beta 1", beta1, 0, 1);
    this.beta2 = Spans.requireBetween("Beta 2", beta2, 0, 1);
    this.first = new float[size];
    this.second = new float[size];
    this.rate1 = (float) (1 - beta1);
    this.keep2 = (float) beta2;
    this.rate2 = (float) (1 - beta2);
  }

  void begin(FloatBuffer weights, FloatBuffer gradient) {
    Spans.requireSize("weight vector", first.length, weights);
    Spans.requireSize("gradient", first.length, gradient);
    steps++;
  }

  double correction1() {
    return 1 - Math.pow(beta1, steps);
  }

  double correction2() {
    return 1 - Math.pow(beta2, steps);
  }

  Map<String, float[]> state() {
    return Map.of("exp_avg", first.clone(), "exp_avg_sq", second.clone());
  }

  void restore(long steps, Map<String, float[]> state) {
    Spans.restore(state, "exp_avg", first);
    Spans.restore(state, "exp_avg_sq", second);
    this.steps = steps;
  }
}
