package io.consilium.framework.training.puzzle;

import java.util.Arrays;

/**
 * The stack of candidates of a search: for each digit three words of 27 cells (a band of three
 * rows), then the words of solved cells, then the digits whose words changed.
 */
final class Candidates {
  private static final int CELLS = 81;
  private static final int ALL = (1 << 27) - 1;
  private static final int ROW = 511;

  /** One bit at the start of each of the three rows of a band, nine mini rows, three boxes. */
  private static final int ROWS = 1 | 1 << 9 | 1 << 18;

  private static final int MINI = 73 * ROWS;
  private static final int BOXES = 73;
  private static final int BOX = 7 * ROWS;

  private static final int SOLVED = 27;
  private static final int DIRTY = 30;
  private static final int FRAME = 31;
  private static final int[] KEEP = new int[CELLS * 3];

  /** Which of the three boxes a row touches. */
  private static final int[] TOUCHED = new int[512];

  /** By the mini rows occupied: the cells of mini rows that some placement in the band uses. */
  private static final int[] LOCKED = new int[512];

  static {
    for (int cell = 0; cell < CELLS; cell++) {
      for (int other = 0; other < CELLS; other++) {
        if (other == cell || !Cells.see(cell, other)) {
          KEEP[cell * 3 + other / 27] |= 1 << other % 27;
        }
      }
    }
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int bits = 0; bits < 512; bits++) {
      TOUCHED[bits] =
          ((bits & 7) == 0 ? 0 : 1) | ((bits & 56) == 0 ? 0 : 2) | ((bits & 448) == 0 ? 0 : 4);
      for (int[] box : orders) {
        int used = 1 << box[0] | 8 << box[1] | 64 << box[2];
        if ((bits & used) == used) {
          LOCKED[bits] |= 7 << box[0] * 3 | 7 << 9 + box[1] * 3 | 7 << 18 + box[2] * 3;
        }
      }
    }
  }

  private final int[] stack = new int[(CELLS + 1) * FRAME];
  private boolean locked;

  /** Starts at depth 0; false if clues contradict each other. */
  boolean load(byte[] cells, boolean locked) {
    if (cells.length != CELLS) {
      throw new IllegalArgumentException("A 9 x 9 Sudoku has 81 cells, not " + cells.length);
    }
    this.locked = locked;
    Arrays.fill(stack, 0, SOLVED, ALL);
    Arrays.fill(stack, SOLVED, DIRTY, 0);
    stack[DIRTY] = ROW;
    for (int cell = 0; cell < CELLS; cell++) {
      if (cells[cell] != 0 && !place(0, cells[cell] - 1, cell / 27, cell % 27)) {
        return false;
      }
    }
    return true;
  }

  /** Takes a candidate away at depth 0. */
  void exclude(int cell, int digit) {
    stack[digit * 3 + cell / 27] &= ~(1 << cell % 27);
    stack[DIRTY] |= 1 << digit;
  }

  boolean complete(int depth) {
    int at = depth * FRAME + SOLVED;
    return (stack[at] & stack[at + 1] & stack[at + 2]) == ALL;
  }

  boolean has(int depth, int cell, int digit) {
    return (stack[depth * FRAME + digit * 3 + cell / 27] >>> cell % 27 & 1) != 0;
  }

  /** Copies the state one deeper and places a digit there. */
  boolean guess(int depth, int cell, int digit) {
    int at = depth * FRAME;
    System.arraycopy(stack, at, stack, at + FRAME, FRAME);
    return place(at + FRAME, digit, cell / 27, cell % 27);
  }

  void read(int depth, byte[] into) {
    int at = depth * FRAME;
    for (int k = 0; k < SOLVED; k++) {
      for (int bits = stack[at + k]; bits != 0; bits &= bits - 1) {
        into[k % 3 * 27 + Integer.numberOfTrailingZeros(bits)] = (byte) (k / 3 + 1);
      }
    }
  }

  /** Naked and hidden singles until none is left; false on a contradiction. */
  boolean propagate(int depth) {
    int at = depth * FRAME;
    while (true) {
      int naked = naked(at);
      if (naked < 0) {
        return false;
      }
      if (naked == 0) {
        if (complete(depth)) {
          return true;
        }
        int hidden = hidden(at);
        if (hidden <= 0) {
          return hidden == 0;
        }
      }
    }
  }

  /** The open cell with fewest candidates, the first of equals. */
  int fewest(int depth) {
    int at = depth * FRAME;
    for (int band = 0; band < 3; band++) {
      int once = 0;
      int twice = 0;
      int more = 0;
      for (int k = at + band; k < at + SOLVED; k += 3) {
        more |= twice & stack[k];
        twice |= once & stack[k];
        once |= stack[k];
      }
      int pairs = twice & ~more;
      if (pairs != 0) {
        return band * 27 + Integer.numberOfTrailingZeros(pairs);
      }
    }
    int best = -1;
    int least = 10;
    for (int cell = 0; cell < CELLS; cell++) {
      if ((stack[at + SOLVED + cell / 27] >>> cell % 27 & 1) == 0) {
        int size = 0;
        for (int k = at + cell / 27; k < at + SOLVED; k += 3) {
          size += stack[k] >>> cell % 27 & 1;
        }
        if (size < least) {
          least = size;
          best = cell;
        }
      }
    }
    return best;
  }

  private boolean place(int at, int digit, int band, int shift) {
    int own = at + digit * 3;
    int bit = 1 << shift;
    if ((stack[own + band] & bit) == 0) {
      return false;
    }
    int dirty = 1 << digit;
    for (int k = 0; k < 9; k++) {
      int word = stack[at + k * 3 + band];
      dirty |= (word >>> shift & 1) << k;
      stack[at + k * 3 + band] = word & ~bit;
    }
    int keep = (band * 27 + shift) * 3;
    stack[own + band] |= bit;
    stack[own] &= KEEP[keep];
    stack[own + 1] &= KEEP[keep + 1];
    stack[own + 2] &= KEEP[keep + 2];
    stack[at + SOLVED + band] |= bit;
    stack[at + DIRTY] |= dirty;
    return true;
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
        int shift = Integer.numberOfTrailingZeros(bits);
        int digit = 0;
        while (digit < 9 && (stack[at + digit * 3 + band] >>> shift & 1) == 0) {
          digit++;
        }
        if (digit == 9 || !place(at, digit, band, shift)) {
          return -1;
        }
        placed++;
      }
    }
    return placed;
  }

  /** One pass over the digits that changed: 1 if something was placed or excluded, -1 if broken. */
  private int hidden(int at) {
    int changed = 0;
    int dirty = stack[at + DIRTY];
    stack[at + DIRTY] = 0;
    for (; dirty != 0; dirty &= dirty - 1) {
      int digit = Integer.numberOfTrailingZeros(dirty);
      int k = at + digit * 3;
      if (locked) {
        changed |= lock(k) | lock(k + 1) | lock(k + 2);
      }
      int a = stack[k];
      int b = stack[k + 1];
      int c = stack[k + 2];
      int columns = columns(a, b, c);
      int hitA = alone(a);
      int hitB = alone(b);
      int hitC = alone(c);
      if ((columns | hitA | hitB | hitC) < 0) {
        return -1;
      }
      hitA = (hitA | columns) & a & ~stack[at + SOLVED];
      hitB = (hitB | columns) & b & ~stack[at + SOLVED + 1];
      hitC = (hitC | columns) & c & ~stack[at + SOLVED + 2];
      if ((hitA | hitB | hitC) != 0) {
        if (!all(at, digit, 0, hitA) || !all(at, digit, 1, hitB) || !all(at, digit, 2, hitC)) {
          return -1;
        }
        changed = 1;
      }
    }
    return changed == 0 ? 0 : 1;
  }

  private int lock(int k) {
    int word = stack[k];
    int kept =
        word
            & LOCKED[
                TOUCHED[word & ROW] | TOUCHED[word >>> 9 & ROW] << 3 | TOUCHED[word >>> 18] << 6];
    stack[k] = kept;
    return word ^ kept;
  }

  /** The cells of columns with one place; negative if a column has none. */
  private static int columns(int a, int b, int c) {
    int onceA = (a | a >>> 9 | a >>> 18) & ROW;
    int onceB = (b | b >>> 9 | b >>> 18) & ROW;
    int onceC = (c | c >>> 9 | c >>> 18) & ROW;
    if ((onceA | onceB | onceC) != ROW) {
      return Integer.MIN_VALUE;
    }
    int twice = a & a >>> 9 | (a | a >>> 9) & a >>> 18 | b & b >>> 9 | (b | b >>> 9) & b >>> 18;
    twice |= c & c >>> 9 | (c | c >>> 9) & c >>> 18;
    twice |= onceA & onceB | (onceA | onceB) & onceC;
    return (ROW & ~twice) * ROWS;
  }

  /** The cells of rows and boxes of a band with one place; negative if one has none. */
  private static int alone(int band) {
    int u = band & MINI;
    int v = band >>> 1 & MINI;
    int w = band >>> 2 & MINI;
    int any = u | v | w;
    int two = u & v | w & (u | v);
    int middle = any >>> 3;
    int right = any >>> 6;
    int second = any >>> 9;
    int third = any >>> 18;
    if (((any | middle | right) & ROWS) != ROWS || ((any | second | third) & BOXES) != BOXES) {
      return Integer.MIN_VALUE;
    }
    int rows = ~(two | two >>> 3 | two >>> 6 | any & middle | right & (any | middle)) & ROWS;
    int boxes = ~(two | two >>> 9 | two >>> 18 | any & second | third & (any | second)) & BOXES;
    return rows * ROW | boxes * BOX;
  }

  private boolean all(int at, int digit, int band, int hits) {
    for (int bits = hits; bits != 0; bits &= bits - 1) {
      if (!place(at, digit, band, Integer.numberOfTrailingZeros(bits))) {
        return false;
      }
    }
    return true;
  }
}
