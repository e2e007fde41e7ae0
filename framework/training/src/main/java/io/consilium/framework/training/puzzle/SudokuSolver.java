package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * Exact 9 x 9 Sudoku search: depth first, the cell with fewest candidates first (row by row among
 * equals), naked and hidden singles, digits ascending.
 *
 * <p>Cells are 81 bytes row by row, 0 for a blank. One instance holds the stack of its search: one
 * thread at a time.
 */
public final class SudokuSolver {
  private final Candidates state = new Candidates();
  private int limit;
  private int found;
  private int undone;
  private int maxUndone;
  private byte[] first;
  private byte[] last;
  private RandomGenerator order;

  /**
   * Counts solutions.
   *
   * @param cells 81 clues, 0 for a blank
   * @param limit stops after this many (at least 1)
   * @param firstSolution receives the first solution found, or null
   * @return 0 if there is none (contradictory clues included), up to {@code limit}
   */
  public int count(byte[] cells, int limit, byte[] firstSolution) {
    return count(cells, limit, firstSolution, null);
  }

  /** Whether there is exactly one solution. */
  public boolean unique(byte[] cells) {
    return count(cells, 2, null) == 1;
  }

  /**
   * Wrong guesses undone before the first solution is found, with singles alone between guesses.
   *
   * @return the count, at most {@code limit} (the search stops there); of clues without a solution,
   *     all guesses
   */
  public int backtracks(byte[] cells, int limit) {
    prepare(1, limit, null, null);
    run(cells, false);
    return undone;
  }

  /** {@link #backtracks(byte[], int)} without a limit. */
  public int backtracks(byte[] cells) {
    return backtracks(cells, Integer.MAX_VALUE);
  }

  /** Whether naked and hidden singles alone solve the clues. */
  public boolean singles(byte[] cells) {
    return state.load(cells, false) && state.propagate(0) && state.complete(0);
  }

  /** Counts, and gives the last solution found too: with a limit of 2, another than the first. */
  int count(byte[] cells, int limit, byte[] firstSolution, byte[] lastSolution) {
    prepare(limit, Integer.MAX_VALUE, firstSolution, lastSolution);
    run(cells, true);
    return found;
  }

  /** Whether a clue of a puzzle with one solution can go: no solution has another digit there. */
  boolean redundant(byte[] cells, int cell) {
    prepare(1, Integer.MAX_VALUE, null, null);
    byte clue = cells[cell];
    cells[cell] = 0;
    boolean loaded = state.load(cells, true);
    cells[cell] = clue;
    state.exclude(cell, clue - 1);
    if (loaded) {
      descend(0);
    }
    return found == 0;
  }

  /** A solution found with the digits of each guess in random turn; false if there is none. */
  boolean complete(byte[] cells, RandomGenerator random, byte[] solution) {
    prepare(1, Integer.MAX_VALUE, solution, null);
    this.order = random;
    run(cells, true);
    return found == 1;
  }

  private void prepare(int limit, int maxUndone, byte[] firstSolution, byte[] lastSolution) {
    this.limit = limit;
    this.maxUndone = maxUndone;
    this.first = firstSolution;
    this.last = lastSolution;
    this.order = null;
    this.found = 0;
    this.undone = 0;
  }

  private void run(byte[] cells, boolean locked) {
    if (state.load(cells, locked)) {
      descend(0);
    }
  }

  /** Explores the state at a depth; true when the search is over. */
  private boolean descend(int depth) {
    if (!state.propagate(depth)) {
      return false;
    }
    if (state.complete(depth)) {
      return solved(depth);
    }
    int cell = state.fewest(depth);
    int turn = order == null ? 0 : order.nextInt(9);
    for (int k = 0; k < 9; k++) {
      int digit = k + turn < 9 ? k + turn : k + turn - 9;
      if (!state.has(depth, cell, digit)) {
        continue;
      }
      int before = found;
      if (state.guess(depth, cell, digit) && descend(depth + 1)) {
        return true;
      }
      if (found == before && ++undone >= maxUndone) {
        return true;
      }
    }
    return false;
  }

  private boolean solved(int depth) {
    if (found == 0 && first != null) {
      state.read(depth, first);
    }
    if (last != null) {
      state.read(depth, last);
    }
    return ++found >= limit;
  }
}
