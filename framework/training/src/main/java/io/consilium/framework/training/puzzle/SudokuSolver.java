package io.consilium.framework.training.puzzle;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Exact 9 x 9 Sudoku search: depth first, the cell with fewest candidates first (row by row among
 * equals), naked and hidden singles, digits ascending.
 *
 * <p>Candidates are bits: for each digit three words of 27 cells (a band of three rows). Cells are
 * 81 bytes row by row, 0 for a blank. One instance holds the stack of its search: one thread at a
 * time.
 */
public final class SudokuSolver {
  private static final int CELLS = 81;
  private static final int ALL = (1 << 27) - 1;
  private static final int ROW = 511;

  /** One bit at the start of each of the three rows of a band. */
  private static final int ROWS = 1 | 1 << 9 | 1 << 18;

  private static final int BOX = 7 * ROWS;
  private static final int SOLVED = 27;
  private static final int FRAME = 30;
  private static final int[] KEEP = new int[CELLS * 3];

  static {
    for (int cell = 0; cell < CELLS; cell++) {
      for (int other = 0; other < CELLS; other++) {
        if (other == cell || !Cells.see(cell, other)) {
          KEEP[cell * 3 + other / 27] |= 1 << other % 27;
        }
      }
    }
  }

  private final int[] stack = new int[(CELLS + 1) * FRAME];
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
    this.order = null;
    return search(cells, limit, Integer.MAX_VALUE, firstSolution, null);
  }

  /** Whether there is exactly one solution. */
  public boolean unique(byte[] cells) {
    return count(cells, 2, null) == 1;
  }

  /**
   * Wrong guesses undone before the first solution is found.
   *
   * @return the count, at most {@code limit} (the search stops there); of clues without a solution,
   *     all guesses
   */
  public int backtracks(byte[] cells, int limit) {
    this.order = null;
    search(cells, 1, limit, null, null);
    return undone;
  }

  /** {@link #backtracks(byte[], int)} without a limit. */
  public int backtracks(byte[] cells) {
    return backtracks(cells, Integer.MAX_VALUE);
  }

  /** Whether naked and hidden singles alone solve the clues. */
  public boolean singles(byte[] cells) {
    return load(cells) && propagate(0) && complete(0);
  }

  /** The last solution found, for a puzzle with at most two: another one than the first. */
  int count(byte[] cells, int limit, byte[] firstSolution, byte[] lastSolution) {
    this.order = null;
    return search(cells, limit, Integer.MAX_VALUE, firstSolution, lastSolution);
  }

  /** A solution found with the digits of each guess in random order; false if there is none. */
  boolean complete(byte[] cells, RandomGenerator random, byte[] solution) {
    this.order = random;
    return search(cells, 1, Integer.MAX_VALUE, solution, null) == 1;
  }

  private int search(
      byte[] cells, int limit, int maxUndone, byte[] firstSolution, byte[] lastSolution) {
    this.limit = limit;
    this.maxUndone = maxUndone;
    this.first = firstSolution;
    this.last = lastSolution;
    this.found = 0;
    this.undone = 0;
    if (load(cells)) {
      descend(0);
    }
    return found;
  }

  private boolean load(byte[] cells) {
    if (cells.length != CELLS) {
      throw new IllegalArgumentException("A 9 x 9 Sudoku has 81 cells, not " + cells.length);
    }
    Arrays.fill(stack, 0, SOLVED, ALL);
    Arrays.fill(stack, SOLVED, FRAME, 0);
    for (int cell = 0; cell < CELLS; cell++) {
      if (cells[cell] != 0 && !place(0, cells[cell] - 1, cell / 27, 1 << cell % 27)) {
        return false;
      }
    }
    return true;
  }

  /** Explores the state at {@code at}; true when the search is over. */
  private boolean descend(int at) {
    if (!propagate(at)) {
      return false;
    }
    if (complete(at)) {
      return solved(at);
    }
    int cell = fewest(at);
    int band = cell / 27;
    int bit = 1 << cell % 27;
    int turn = order == null ? 0 : order.nextInt(9);
    for (int k = 0; k < 9; k++) {
      int digit = k + turn < 9 ? k + turn : k + turn - 9;
      if ((stack[at + digit * 3 + band] & bit) == 0) {
        continue;
      }
      System.arraycopy(stack, at, stack, at + FRAME, FRAME);
      int before = found;
      if (place(at + FRAME, digit, band, bit) && descend(at + FRAME)) {
        return true;
      }
      if (found == before && ++undone >= maxUndone) {
        return true;
      }
    }
    return false;
  }

  private boolean complete(int at) {
    return (stack[at + SOLVED] & stack[at + SOLVED + 1] & stack[at + SOLVED + 2]) == ALL;
  }

  private boolean solved(int at) {
    if (found == 0 && first != null) {
      read(at, first);
    }
    if (last != null) {
      read(at, last);
    }
    return ++found >= limit;
  }

  private void read(int at, byte[] into) {
    for (int k = 0; k < 27; k++) {
      for (int bits = stack[at + k]; bits != 0; bits &= bits - 1) {
        into[k % 3 * 27 + Integer.numberOfTrailingZeros(bits)] = (byte) (k / 3 + 1);
      }
    }
  }

  private boolean place(int at, int digit, int band, int bit) {
    int own = at + digit * 3;
    if ((stack[own + band] & bit) == 0) {
      return false;
    }
    for (int k = at + band; k < at + SOLVED; k += 3) {
      stack[k] &= ~bit;
    }
    int keep = (band * 27 + Integer.numberOfTrailingZeros(bit)) * 3;
    stack[own + band] |= bit;
    stack[own] &= KEEP[keep];
    stack[own + 1] &= KEEP[keep + 1];
    stack[own + 2] &= KEEP[keep + 2];
    stack[at + SOLVED + band] |= bit;
    return true;
  }

  /** Naked and hidden singles until none is left; false on a contradiction. */
  private boolean propagate(int at) {
    while (true) {
      int naked = naked(at);
      if (naked < 0) {
        return false;
      }
      if (naked > 0) {
        continue;
      }
      if (complete(at)) {
        return true;
      }
      int hidden = hidden(at);
      if (hidden <= 0) {
        return hidden == 0;
      }
    }
  }

  private int naked(int at) {
    int placed = 0;
    for (int band = 0; band < 3; band++) {
      int once = 0;
      int twice = 0;
      for (int k = at + band; k < at + SOLVED; k += 3) {
        twice |= once & stack[k];
        once |= stack[k];
      }
      if (once != ALL) {
        return -1;
      }
      for (int bits = once & ~twice & ~stack[at + SOLVED + band]; bits != 0; bits &= bits - 1) {
        int bit = bits & -bits;
        int digit = 0;
        while (digit < 9 && (stack[at + digit * 3 + band] & bit) == 0) {
          digit++;
        }
        if (digit == 9 || !place(at, digit, band, bit)) {
          return -1;
        }
        placed++;
      }
    }
    return placed;
  }

  private int hidden(int at) {
    int placed = 0;
    for (int digit = 0; digit < 9; digit++) {
      int k = at + digit * 3;
      int a = stack[k];
      int b = stack[k + 1];
      int c = stack[k + 2];
      int openA = a & ~stack[at + SOLVED];
      int openB = b & ~stack[at + SOLVED + 1];
      int openC = c & ~stack[at + SOLVED + 2];
      if ((openA | openB | openC) == 0) {
        if (Integer.bitCount(a) + Integer.bitCount(b) + Integer.bitCount(c) != 9) {
          return -1;
        }
        continue;
      }
      int onceA = (a | a >>> 9 | a >>> 18) & ROW;
      int onceB = (b | b >>> 9 | b >>> 18) & ROW;
      int onceC = (c | c >>> 9 | c >>> 18) & ROW;
      if ((onceA | onceB | onceC) != ROW) {
        return -1;
      }
      int twice = (a & a >>> 9 | a & a >>> 18 | a >>> 9 & a >>> 18) & ROW;
      twice |= (b & b >>> 9 | b & b >>> 18 | b >>> 9 & b >>> 18) & ROW;
      twice |= (c & c >>> 9 | c & c >>> 18 | c >>> 9 & c >>> 18) & ROW;
      twice |= onceA & onceB | onceA & onceC | onceB & onceC;
      int columns = (ROW & ~twice) * ROWS;
      int hitA = alone(a);
      int hitB = alone(b);
      int hitC = alone(c);
      if ((hitA | hitB | hitC) < 0) {
        return -1;
      }
      hitA = (hitA | columns) & openA;
      hitB = (hitB | columns) & openB;
      hitC = (hitC | columns) & openC;
      if ((hitA | hitB | hitC) != 0) {
        int more = placeAll(at, digit, 0, hitA);
        more = more < 0 ? more : more + placeAll(at, digit, 1, hitB);
        more = more < 0 ? more : more + placeAll(at, digit, 2, hitC);
        if (more < 0) {
          return -1;
        }
        placed += more;
      }
    }
    return placed;
  }

  /** The bits that are alone in their row or box of a band; negative if a row or a box has none. */
  private static int alone(int band) {
    int hits = 0;
    for (int k = 0; k < 3; k++) {
      int row = band & ROW << 9 * k;
      int box = band & BOX << 3 * k;
      if (row == 0 || box == 0) {
        return Integer.MIN_VALUE;
      }
      if ((row & row - 1) == 0) {
        hits |= row;
      }
      if ((box & box - 1) == 0) {
        hits |= box;
      }
    }
    return hits;
  }

  private int placeAll(int at, int digit, int band, int hits) {
    int placed = 0;
    for (int bits = hits; bits != 0; bits &= bits - 1) {
      if (!place(at, digit, band, bits & -bits)) {
        return Integer.MIN_VALUE;
      }
      placed++;
    }
    return placed;
  }

  private int fewest(int at) {
    for (int band = 0; band < 3; band++) {
      int once = 0;
      int twice = 0;
      int more = 0;
      for (int k = at + band; k < at + SOLVED; k += 3) {
        int digit = stack[k];
        more |= twice & digit;
        twice |= once & digit;
        once |= digit;
      }
      int pairs = twice & ~more;
      if (pairs != 0) {
        return band * 27 + Integer.numberOfTrailingZeros(pairs);
      }
    }
    int best = -1;
    int least = 10;
    for (int cell = 0; cell < CELLS; cell++) {
      int band = cell / 27;
      int shift = cell % 27;
      if ((stack[at + SOLVED + band] >>> shift & 1) == 0) {
        int size = 0;
        for (int k = at + band; k < at + SOLVED; k += 3) {
          size += stack[k] >>> shift & 1;
        }
        if (size < least) {
          least = size;
          best = cell;
        }
      }
    }
    return best;
  }
}
