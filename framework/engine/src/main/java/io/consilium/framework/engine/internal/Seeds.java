package io.consilium.framework.engine.internal;

/**
 * Seeds that depend on where in a task they are used, and on nothing that threads could reorder.
 */
final class Seeds {
  private Seeds() {}

  static long of(long seed, String where, int which) {
    long x = seed;
    for (int i = 0; i < where.length(); i++) {
      x = mix(x + where.charAt(i));
    }
    return mix(x + 0x9E3779B97F4A7C15L * (which + 1L));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
