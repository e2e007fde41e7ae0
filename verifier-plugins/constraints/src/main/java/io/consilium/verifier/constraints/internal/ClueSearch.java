package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Clue;
import java.util.function.BiPredicate;

/**
 * Counts the solutions of a logic grid up to two: depth first over bit sets of the rows that each
 * item may stand in, narrowed by the clues; whether they hold is decided on whole assignments
 * alone. Used once.
 */
final class ClueSearch {
  private final LogicGrid puzzle;
  private final BiPredicate<Clue, int[][]> holds;
  private final Alarm alarm;
  private final int size;
  private long solutions;
  private long nodes;
  private boolean stopped;

  /**
   * Prepares a search.
   *
   * @param holds whether a clue holds, given for each category the row of each item
   */
  ClueSearch(LogicGrid puzzle, BiPredicate<Clue, int[][]> holds, Alarm alarm) {
    this.puzzle = puzzle;
    this.holds = holds;
    this.alarm = alarm;
    size = puzzle.size();
  }

  Census count() {
    long all = size == Long.SIZE ? -1L : (1L << size) - 1;
    long[][] rows = new long[puzzle.categories().size()][size];
    for (int category = 0; category < rows.length; category++) {
      for (int item = 0; item < size; item++) {
        rows[category][item] = category == 0 ? 1L << item : all;
      }
    }
    descend(rows);
    return Census.depthFirst(solutions, !stopped, nodes);
  }

  private void descend(long[][] rows) {
    nodes++;
    stopped = stopped || alarm.rings();
    if (stopped || !new Narrowing(puzzle, rows).settle(alarm)) {
      return;
    }
    stopped = alarm.rings();
    if (stopped) {
      return; // Narrowing may have broken off, so that what stands alone need not hold.
    }
    int category = -1;
    int item = -1;
    int fewest = size + 1;
    for (int c = 0; c < rows.length; c++) {
      for (int i = 0; i < size; i++) {
        int count = Long.bitCount(rows[c][i]);
        if (count > 1 && count < fewest) {
          category = c;
          item = i;
          fewest = count;
        }
      }
    }
    if (category < 0) {
      solutions += isSolution(rows) ? 1 : 0;
      return;
    }
    for (long left = rows[category][item]; left != 0 && solutions < 2; left &= left - 1) {
      long[][] next = new long[rows.length][];
      for (int c = 0; c < rows.length; c++) {
        next[c] = rows[c].clone();
      }
      next[category][item] = Long.lowestOneBit(left);
      descend(next);
    }
  }

  private boolean isSolution(long[][] rows) {
    int[][] fixed = new int[rows.length][size];
    for (int c = 0; c < rows.length; c++) {
      for (int i = 0; i < size; i++) {
        fixed[c][i] = Long.numberOfTrailingZeros(rows[c][i]);
      }
    }
    return puzzle.clues().stream().allMatch(clue -> holds.test(clue, fixed));
  }
}
