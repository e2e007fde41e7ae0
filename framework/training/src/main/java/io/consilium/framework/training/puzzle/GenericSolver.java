package io.consilium.framework.training.puzzle;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Exact search for Sudokus of any {@link Shape}: naked and hidden singles, fewest candidates first,
 * at most so many guesses. Slower than {@link SudokuSolver}. One thread at a time.
 */
final class GenericSolver {
  /** Returned when the guesses ran out before the count was known. */
  static final int UNKNOWN = -1;

  private final Shape shape;
  private final int[][] units;
  private final int[][] peers;
  private final int all;
  private int limit;
  private int found;
  private int left;
  private int undone;
  private byte[] solution;
  private RandomGenerator order;

  GenericSolver(Shape shape) {
    this.shape = shape;
    this.all = (1 << shape.size()) - 1;
    int size = shape.size();
    this.units = new int[3 * size][size];
    int[] filled = new int[size];
    for (int cell = 0; cell < shape.cells(); cell++) {
      units[cell / size][cell % size] = cell;
      units[size + cell % size][cell / size] = cell;
      int box = shape.box(cell);
      units[2 * size + box][filled[box]++] = cell;
    }
    this.peers = new int[shape.cells()][];
    for (int cell = 0; cell < shape.cells(); cell++) {
      BitSet seen = new BitSet();
      for (int[] unit : unitsOf(cell)) {
        for (int other : unit) {
          seen.set(other);
        }
      }
      seen.clear(cell);
      peers[cell] = seen.stream().toArray();
    }
  }

  private int[][] unitsOf(int cell) {
    int size = shape.size();
    return new int[][] {
      units[cell / size], units[size + cell % size], units[2 * size + shape.box(cell)]
    };
  }

  /**
   * Counts solutions up to a limit within so many guesses; the first goes to {@code solution}
   * unless null. Digits ascending, or in random turn if a generator is given.
   */
  int count(byte[] cells, int limit, int guesses, byte[] solution, RandomGenerator order) {
    this.limit = limit;
    this.left = guesses;
    this.found = 0;
    this.undone = 0;
    this.solution = solution;
    this.order = order;
    int[] state = load(cells);
    if (state != null) {
      descend(state);
    }
    return found < limit && left < 0 ? UNKNOWN : found;
  }

  /** Wrong guesses of the last count. */
  int undone() {
    return undone;
  }

  private int[] load(byte[] cells) {
    int[] state = new int[shape.cells()];
    Arrays.fill(state, all);
    for (int cell = 0; cell < state.length; cell++) {
      if (cells[cell] != 0 && !assign(state, cell, 1 << cells[cell] - 1)) {
        return null;
      }
    }
    return state;
  }

  private boolean assign(int[] state, int cell, int bit) {
    if ((state[cell] & bit) == 0) {
      return false;
    }
    state[cell] = bit;
    for (int peer : peers[cell]) {
      if ((state[peer] & bit) != 0) {
        state[peer] &= ~bit;
        if (state[peer] == 0
            || Integer.bitCount(state[peer]) == 1 && !assign(state, peer, state[peer])) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean hidden(int[] state) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] unit : units) {
        int once = 0;
        int twice = 0;
        for (int cell : unit) {
          twice |= once & state[cell];
          once |= state[cell];
        }
        if (once != all) {
          return false;
        }
        int single = once & ~twice;
        for (int cell : unit) {
          int bit = state[cell] & single;
          if (bit != 0 && state[cell] != bit) {
            if (!assign(state, cell, bit)) {
              return false;
            }
            changed = true;
          }
        }
      }
    }
    return true;
  }

  /** True when the search is over. */
  private boolean descend(int[] state) {
    if (!hidden(state)) {
      return false;
    }
    int cell = -1;
    int least = Integer.MAX_VALUE;
    for (int k = 0; k < state.length && least > 2; k++) {
      int size = Integer.bitCount(state[k]);
      if (size > 1 && size < least) {
        least = size;
        cell = k;
      }
    }
    if (cell < 0) {
      return solved(state);
    }
    int turn = order == null ? 0 : order.nextInt(shape.size());
    for (int k = 0; k < shape.size(); k++) {
      int bit = 1 << (k + turn) % shape.size();
      if ((state[cell] & bit) != 0) {
        if (--left < 0) {
          return true;
        }
        int[] next = state.clone();
        int before = found;
        if (assign(next, cell, bit) && descend(next)) {
          return true;
        }
        undone += found == before ? 1 : 0;
      }
    }
    return false;
  }

  private boolean solved(int[] state) {
    if (found == 0 && solution != null) {
      for (int cell = 0; cell < state.length; cell++) {
        solution[cell] = (byte) (Integer.numberOfTrailingZeros(state[cell]) + 1);
      }
    }
    return ++found >= limit;
  }
}
