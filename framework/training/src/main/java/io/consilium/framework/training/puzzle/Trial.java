package io.consilium.framework.training.puzzle;

/**
 * Hardness for reasoning without a guess on a guess. A trial supposes a candidate and follows
 * singles; a round takes away, at once, all candidates that a trial refutes. The more is left after
 * the more rounds, the harder. Nearly every Sudoku falls within three rounds; the hardest that
 * people have collected withstand any number. For one thread.
 */
final class Trial {
  /** Added to what is left of a puzzle that no number of rounds solves. */
  static final int WITHSTANDS = 20_000;

  private final Candidates state = new Candidates();
  private final int[] refuted = new int[729];

  /** Candidates left in open cells, summed over the rounds. */
  int rounds(byte[] clues) {
    if (!state.load(clues, false) || !state.propagate(0)) {
      throw new IllegalArgumentException("No Sudoku with a solution: " + Sudoku.text(clues));
    }
    int sum = 0;
    while (!state.complete(0)) {
      int left = left();
      sum += left;
      int count = refute();
      if (count == 0) {
        return WITHSTANDS + left;
      }
      for (int k = 0; k < count; k++) {
        state.exclude(refuted[k] / 9, refuted[k] % 9);
      }
      state.propagate(0);
    }
    return sum;
  }

  private int refute() {
    int count = 0;
    for (int cell = 0; cell < 81; cell++) {
      for (int digit = 0; digit < 9 && candidates(cell) > 1; digit++) {
        if (state.has(0, cell, digit) && !(state.guess(0, cell, digit) && state.propagate(1))) {
          refuted[count++] = cell * 9 + digit;
        }
      }
    }
    return count;
  }

  private int left() {
    int left = 0;
    for (int cell = 0; cell < 81; cell++) {
      int candidates = candidates(cell);
      left += candidates > 1 ? candidates : 0;
    }
    return left;
  }

  private int candidates(int cell) {
    int count = 0;
    for (int digit = 0; digit < 9; digit++) {
      count += state.has(0, cell, digit) ? 1 : 0;
    }
    return count;
  }
}
