package io.consilium.framework.neural.optim;

/**
 * The learning rate of every step: linear from 0 over the warm-up, then half a cosine down to a
 * share of the base at the last step, and that from there on. A share of 1 keeps the base.
 *
 * @param base the highest rate
 * @param warmUp steps until it is reached
 * @param total steps until the lowest rate is reached
 * @param minRatio the lowest rate as a share of the base, in [0, 1]
 */
public record LearningRate(double base, long warmUp, long total, double minRatio) {

  public LearningRate {
    if (!(base >= 0) || Double.isInfinite(base)) {
      throw new IllegalArgumentException("The base rate (%s) is no rate.".formatted(base));
    }
    if (warmUp < 0 || total < 0 || !(minRatio >= 0 && minRatio <= 1)) {
      throw new IllegalArgumentException(
          "Warm-up (%d) and total (%d) must not be negative, the lowest share (%s) must be in [0, 1]."
              .formatted(warmUp, total, minRatio));
    }
  }

  /** The same rate at every step. */
  public static LearningRate constant(double base) {
    return new LearningRate(base, 0, 0, 1);
  }

  /** The rate at a step, counted from 0. */
  public double at(long step) {
    if (step < warmUp) {
      return base * step / warmUp;
    }
    double progress = Math.min(1, (double) (step - warmUp) / Math.max(1, total - warmUp));
    double share = minRatio + (1 - minRatio) * 0.5 * (1 + Math.cos(Math.PI * progress));
    return base * Math.max(0, share);
  }
}
