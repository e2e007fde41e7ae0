package io.consilium.framework.neural.mixture;

import java.util.Arrays;

/**
 * Which choices each expert takes. A choice is numbered {@code token * chosen + rank}; a full
 * expert refuses what comes later: first choices in the order of the tokens, then second ones.
 */
final class Assignment {
  private final int tokens;
  private final int chosen;
  private final long[] wanted;
  private final int[][] taken;
  private final int dropped;

  private Assignment(int tokens, int chosen, long[] wanted, int[][] taken, int dropped) {
    this.tokens = tokens;
    this.chosen = chosen;
    this.wanted = wanted;
    this.taken = taken;
    this.dropped = dropped;
  }

  /**
   * Assigns every choice that there is room for.
   *
   * @param choices experts, [tokens * chosen]
   */
  static Assignment of(int[] choices, int chosen, int experts, int capacity) {
    int tokens = choices.length / chosen;
    long[] wanted = new long[experts];
    int[][] taken = new int[experts][Math.min(capacity, tokens)];
    int[] used = new int[experts];
    int[] left = new int[tokens];
    for (int rank = 0; rank < chosen; rank++) {
      for (int t = 0; t < tokens; t++) {
        int expert = choices[t * chosen + rank];
        wanted[expert]++;
        if (used[expert] < capacity) {
          taken[expert][used[expert]++] = t * chosen + rank;
        } else {
          left[t]++;
        }
      }
    }
    for (int expert = 0; expert < experts; expert++) {
      taken[expert] = Arrays.copyOf(taken[expert], used[expert]);
    }
    int dropped = (int) Arrays.stream(left).filter(count -> count == chosen).count();
    return new Assignment(tokens, chosen, wanted, taken, dropped);
  }

  int tokens() {
    return tokens;
  }

  int chosen() {
    return chosen;
  }

  /** Choices of this expert, with or without room. */
  long wanted(int expert) {
    return wanted[expert];
  }

  /** How many choices the expert took. */
  int size(int expert) {
    return taken[expert].length;
  }

  /** The number of its i-th choice. */
  int choice(int expert, int i) {
    return taken[expert][i];
  }

  /** Tokens that no expert took. */
  int dropped() {
    return dropped;
  }
}
