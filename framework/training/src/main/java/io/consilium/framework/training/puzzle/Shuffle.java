package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/** Uniform permutations (Fisher and Yates). */
final class Shuffle {
  private Shuffle() {}

  static int[] permutation(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int k = 0; k < size; k++) {
      int at = random.nextInt(k + 1);
      order[k] = order[at];
      order[at] = k;
    }
    return order;
  }
}
