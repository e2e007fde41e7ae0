package io.consilium.framework.training.run;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers for a place in training, found without those before: that is why a run can be
 * resumed by its step alone.
 */
public final class Draws {
  private Draws() {}

  /** Streams that have nothing in common, for any two of seed, step and slot. */
  public static RandomGenerator at(long seed, long step, long slot) {
    return new SplittableRandom(mixed(mixed(mixed(seed) + step) + slot));
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
