package io.consilium.verifier.constraints.internal;

import java.util.Arrays;

/**
 * Counts the solutions of a Sudoku up to two: depth first over bit sets of candidates, with naked
 * and hidden singles, branching where the fewest candidates or places are left. Used once.
 */
final class SudokuSearch {
  private final int size;
  private final int[][] units;
  private final int[][] unitsOf;
  private final int all;
  private final Alarm alarm;
  private long solutions;
  private long nodes;
  private boolean stopped;

  SudokuSearch(int size, int[][] units, Alarm alarm) {
    this.size = size;
    this.units = units;
    this.alarm = alarm;
    all = (1 << size) - 1;
    unitsOf = new int[size * size][3];
    int[] seen = new int[size * size];
    for (int unit = 0; unit < units.length; unit++) {
      for (int cell : units[unit]) {
        unitsOf[cell][seen[cell]++] = unit;
      }
    }
  }

  Census count(int[] givens) {
    int[] candidates = new int[givens.length];
    Arrays.fill(candidates, all);
    boolean possible = true;
    for (int cell = 0; cell < givens.length && possible; cell++) {
      possible = givens[cell] == 0 || fix(candidates, cell, 1 << givens[cell] - 1);
    }
    if (!possible) {
      return new Census(0, true, 0, "what was given leaves a cell without a number that fits.");
    }
    descend(candidates);
    return Census.depthFirst(solutions, !stopped, nodes);
  }

  private void descend(int[] candidates) {
    nodes++;
    stopped = stopped || alarm.rings();
    if (stopped || !hiddenSingles(candidates)) {
      return;
    }
    int cell = narrowest(candidates);
    if (cell < 0) {
      solutions++;
      return;
    }
    if (Integer.bitCount(candidates[cell]) > 2 && byPlaces(candidates)) {
      return;
    }
    for (int left = candidates[cell]; left != 0 && solutions < 2; left &= left - 1) {
      attempt(candidates, cell, Integer.lowestOneBit(left));
    }
  }

  private void attempt(int[] candidates, int cell, int bit) {
    int[] next = candidates.clone();
    if (fix(next, cell, bit)) {
      descend(next);
    }
  }

  /** Branches over the two places of a number in some unit, if there is such a number. */
  private boolean byPlaces(int[] candidates) {
    for (int[] unit : units) {
      int once = 0;
      int twice = 0;
      int more = 0;
      for (int cell : unit) {
        more |= twice & candidates[cell];
        twice |= once & candidates[cell];
        once |= candidates[cell];
      }
      int pairs = twice & ~more;
      if (pairs != 0) {
        int bit = Integer.lowestOneBit(pairs);
        for (int cell : unit) {
          if ((candidates[cell] & bit) != 0 && solutions < 2) {
            attempt(candidates, cell, bit);
          }
        }
        return true;
      }
    }
    return false;
  }

  /** The open cell with the fewest candidates; -1 if none is open. */
  private int narrowest(int[] candidates) {
    int best = -1;
    int fewest = size + 1;
    for (int cell = 0; cell < candidates.length; cell++) {
      int count = Integer.bitCount(candidates[cell]);
      if (count > 1 && count < fewest) {
        best = cell;
        fewest = count;
      }
    }
    return best;
  }

  /**
   * Fixes numbers that have one place left in a unit, until there are none; false if one has no.
   */
  private boolean hiddenSingles(int[] candidates) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] unit : units) {
        int once = 0;
        int twice = 0;
        for (int cell : unit) {
          twice |= once & candidates[cell];
          once |= candidates[cell];
        }
        if (once != all) {
          return false;
        }
        int single = once & ~twice;
        for (int cell : unit) {
          int bit = candidates[cell] & single;
          if (bit != 0 && candidates[cell] != bit) {
            if (Integer.bitCount(bit) > 1 || !fix(candidates, cell, bit)) {
              return false;
            }
            changed = true;
          }
        }
      }
    }
    return true;
  }

  /** Puts a number into a cell and takes it from all that see it; false if one has none left. */
  private boolean fix(int[] candidates, int cell, int bit) {
    if ((candidates[cell] & bit) == 0) {
      return false;
    }
    candidates[cell] = bit;
    for (int unit : unitsOf[cell]) {
      for (int other : units[unit]) {
        int before = candidates[other];
        if (other != cell && (before & bit) != 0) {
          int after = before & ~bit;
          candidates[other] = after;
          if (after == 0 || Integer.bitCount(after) == 1 && !fix(candidates, other, after)) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
