package io.consilium.framework.neural.mixture;

/**
 * How the mixtures of a network are built.
 *
 * @param experts networks in each mixture
 * @param gating how many of them a token goes to
 * @param capacityFactor in passes that a gradient follows, an expert takes at most this many times
 *     its even share of the choices, first come first served, first choices before second ones;
 *     infinite for no limit. In other passes nothing is ever dropped, so that an answer does not
 *     depend on what else is in the batch
 * @param balance what keeps the load even
 */
public record MixtureConfig(int experts, Gating gating, double capacityFactor, Balance balance) {

  public MixtureConfig {
    if (experts < 2 || experts < gating.chosen() || experts > 1024) {
      throw new IllegalArgumentException(
          "A mixture of (%d) experts is none. Maybe 4.".formatted(experts));
    }
    if (!(capacityFactor > 0)) {
      throw new IllegalArgumentException(
          "The capacity factor (%s) is not positive. Maybe 1.25, or infinity for no limit."
              .formatted(capacityFactor));
    }
  }

  /** Choices that one expert takes of this many tokens. */
  int capacity(int tokens) {
    double even = (double) tokens * gating.chosen() / experts;
    return (int) Math.min(tokens, Math.ceil(even * capacityFactor));
  }
}
