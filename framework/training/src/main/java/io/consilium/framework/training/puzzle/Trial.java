package io.consilium.framework.training.puzzle;

/**
 * Hardness for reasoning without guessing on a guess: how much is left once every candidate that a
 * trial with singles refutes has been taken away, again and again. Nearly all puzzles are then
 * solved; the hardest that people have collected keep some 230 candidates.
 */
final class Trial {
  private final Candidates state = new Candidates();

  /** Candidates left in cells that are still open; 0 if trials solve the puzzle. */
  int left(byte[] clues) {
    if (!state.load(clues, false) || !state.propagate(0)) {
      throw new IllegalArgumentException("No Sudoku with a solution: " + Sudoku.text(clues));
    }
    boolean changed = true;
    while (changed && !state.complete(0)) {
      changed = false;
      for (int cell = 0; cell < 81 && !state.complete(0); cell++) {
        changed |= refute(cell);
      }
    }
    int left = 0;
    for (int cell = 0; cell < 81; cell++) {
      int candidates = candidates(cell);
      left += candidates > 1 ? candidates : 0;
    }
    return left;
  }

  private boolean refute(int cell) {
    boolean changed = false;
    for (int digit = 0; digit < 9 && candidates(cell) > 1; digit++) {
      if (state.has(0, cell, digit) && !(state.guess(0, cell, digit) && state.propagate(1))) {
        state.exclude(cell, digit);
        state.propagate(0);
        changed = true;
      }
    }
    return changed;
  }

  private int candidates(int cell) {
    int count = 0;
    for (int digit = 0; digit < 9; digit++) {
      count += state.has(0, cell, digit) ? 1 : 0;
    }
    return count;
  }
}
