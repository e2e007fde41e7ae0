package io.consilium.framework.training.puzzle;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Takes clues away while the solution stays the only one. */
final class Minimiser {
  /**
   * Uniqueness is monotone in the clues, so removing many at once, if it succeeds, equals removing
   * one by one.
   */
  private static final int[] STRIDES = {48, 40, 24};

  private final SudokuSolver solver;
  private final byte[] first = new byte[81];
  private final byte[] last = new byte[81];

  Minimiser(SudokuSolver solver) {
    this.solver = solver;
  }

  /** A minimal subset of clues that have one solution. */
  byte[] minimise(byte[] cells, RandomGenerator random) {
    byte[] clues = cells.clone();
    int[] order = Shuffle.permutation(81, random);
    int done = given(clues) < 60 ? 0 : stride(clues, order);
    for (int k = done; k < 81; k++) {
      if (clues[order[k]] != 0 && solver.redundant(clues, order[k])) {
        clues[order[k]] = 0;
      }
    }
    return clues;
  }

  /**
   * Removes some clues at random, adds clues where a second solution differs, and minimises: same
   * solution.
   */
  byte[] vary(byte[] cells, byte[] solution, int remove, RandomGenerator random) {
    byte[] clues = cells.clone();
    int left = remove;
    for (int cell : Shuffle.permutation(81, random)) {
      if (clues[cell] != 0 && left-- > 0) {
        clues[cell] = 0;
      }
    }
    repair(clues, solution, random);
    return minimise(clues, random);
  }

  /**
   * As vary, but not minimised, and half the time towards another solution that the remaining clues
   * allow.
   */
  Sudoku neighbour(Sudoku sudoku, int remove, RandomGenerator random) {
    byte[] clues = sudoku.clues().clone();
    int left = remove;
    for (int cell : Shuffle.permutation(81, random)) {
      if (clues[cell] != 0 && left-- > 0) {
        clues[cell] = 0;
      }
    }
    byte[] solution = sudoku.solution();
    if (random.nextBoolean()) {
      solution = new byte[81];
      solver.complete(clues, random, solution);
    }
    repair(clues, solution, random);
    return new Sudoku(clues, solution);
  }

  private void repair(byte[] clues, byte[] solution, RandomGenerator random) {
    while (solver.count(clues, 2, first, last) > 1) {
      int at = -1;
      int seen = 0;
      byte[] other = Arrays.equals(first, solution) ? last : first;
      for (int cell = 0; cell < 81; cell++) {
        if (other[cell] != solution[cell] && random.nextInt(++seen) == 0) {
          at = cell;
        }
      }
      clues[at] = solution[at];
    }
  }

  static int given(byte[] clues) {
    int given = 0;
    for (byte clue : clues) {
      given += clue == 0 ? 0 : 1;
    }
    return given;
  }

  private int stride(byte[] clues, int[] order) {
    for (int stride : STRIDES) {
      byte[] fewer = clues.clone();
      for (int k = 0; k < stride; k++) {
        fewer[order[k]] = 0;
      }
      if (solver.unique(fewer)) {
        System.arraycopy(fewer, 0, clues, 0, 81);
        return stride;
      }
    }
    return 0;
  }
}
