package io.consilium.framework.training.puzzle;

import java.util.List;

/**
 * Exact search for the solutions of a logic grid: for each item the set of rows it may stand in,
 * narrowed by the clues and by each row having one item of a category. One thread at a time.
 */
final class LogicSearch {
  private static final int BROKEN = -1;

  private final int categories;
  private final int size;
  private final int all;
  private List<LogicClue> clues = List.of();
  private int[] except;
  private int[] solution;
  private int limit;
  private int found;

  LogicSearch(int categories, int size) {
    this.categories = categories;
    this.size = size;
    this.all = (1 << size) - 1;
  }

  /** How many solutions, up to a limit. */
  int count(List<LogicClue> clues, int limit) {
    return search(clues, limit, null);
  }

  /** The rows of each item in a solution other than the one given; null if there is none. */
  int[] other(List<LogicClue> clues, int[] known) {
    return search(clues, 1, known) == 0 ? null : solution;
  }

  private int search(List<LogicClue> clues, int limit, int[] except) {
    this.clues = clues;
    this.limit = limit;
    this.except = except;
    this.found = 0;
    int[] rows = new int[categories * size];
    for (int item = 0; item < rows.length; item++) {
      rows[item] = item < size ? 1 << item : all;
    }
    descend(rows);
    return found;
  }

  private boolean descend(int[] rows) {
    if (!narrow(rows)) {
      return false;
    }
    int item = -1;
    for (int k = size; k < rows.length; k++) {
      int count = Integer.bitCount(rows[k]);
      if (count > 1 && (item < 0 || count < Integer.bitCount(rows[item]))) {
        item = k;
      }
    }
    if (item < 0) {
      return solved(rows);
    }
    for (int left = rows[item]; left != 0; left &= left - 1) {
      int[] next = rows.clone();
      next[item] = left & -left;
      if (descend(next)) {
        return true;
      }
    }
    return false;
  }

  private boolean solved(int[] rows) {
    int[] places = new int[rows.length];
    boolean known = except != null;
    for (int item = 0; item < rows.length; item++) {
      places[item] = Integer.numberOfTrailingZeros(rows[item]);
      known = known && places[item] == except[item];
    }
    if (known) {
      return false;
    }
    solution = places;
    return ++found >= limit;
  }

  private boolean narrow(int[] rows) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int category = 1; category < categories; category++) {
        int result = oneEach(rows, category * size);
        if (result == BROKEN) {
          return false;
        }
        changed |= result != 0;
      }
      for (LogicClue clue : clues) {
        int result = apply(clue, rows);
        if (result == BROKEN) {
          return false;
        }
        changed |= result != 0;
      }
    }
    return true;
  }

  private int oneEach(int[] rows, int from) {
    int once = 0;
    int twice = 0;
    for (int k = from; k < from + size; k++) {
      twice |= once & rows[k];
      once |= rows[k];
    }
    if (once != all) {
      return BROKEN;
    }
    int changed = 0;
    for (int k = from; k < from + size; k++) {
      int only = rows[k] & ~twice;
      if (only != 0) {
        changed |= set(rows, k, only & -only);
      }
      if (Integer.bitCount(rows[k]) == 1) {
        for (int other = from; other < from + size; other++) {
          if (other != k) {
            changed |= set(rows, other, rows[other] & ~rows[k]);
          }
        }
      }
      if (changed == BROKEN) {
        return BROKEN;
      }
    }
    return changed;
  }

  private static int set(int[] rows, int item, int to) {
    int changed = rows[item] == to ? 0 : 1;
    rows[item] = to;
    return to == 0 ? BROKEN : changed;
  }

  private int apply(LogicClue clue, int[] rows) {
    int a = clue.first();
    int b = clue.second();
    switch (clue.kind()) {
      case SAME:
        int both = rows[a] & rows[b];
        return set(rows, a, both) | set(rows, b, both);
      case DIFFERENT:
        int changed = Integer.bitCount(rows[a]) == 1 ? set(rows, b, rows[b] & ~rows[a]) : 0;
        return changed == BROKEN || Integer.bitCount(rows[b]) != 1
            ? changed
            : changed | set(rows, a, rows[a] & ~rows[b]);
      case EITHER:
        return either(clue, rows);
      default:
        int first = supported(clue, places(rows, a, clue.in()), places(rows, b, clue.in()), false);
        int second = supported(clue, places(rows, b, clue.in()), places(rows, a, clue.in()), true);
        return set(rows, a, rows[a] & rowsOf(rows, first, clue.in()))
            | set(rows, b, rows[b] & rowsOf(rows, second, clue.in()));
    }
  }

  private int either(LogicClue clue, int[] rows) {
    int certain = 0;
    int possible = 0;
    LogicClue last = clue;
    for (LogicClue part : clue.parts()) {
      certain += certain(part, rows) ? 1 : 0;
      if (possible(part, rows)) {
        possible++;
        last = part;
      }
    }
    if (certain > 1 || possible == 0) {
      return BROKEN;
    }
    return possible == 1 ? apply(last, rows) : 0;
  }

  private boolean possible(LogicClue clue, int[] rows) {
    int a = rows[clue.first()];
    int b = rows[clue.second()];
    return switch (clue.kind()) {
      case SAME -> (a & b) != 0;
      case DIFFERENT -> a != b || Integer.bitCount(a) > 1;
      default -> pairs(clue, rows, true);
    };
  }

  private boolean certain(LogicClue clue, int[] rows) {
    int a = rows[clue.first()];
    int b = rows[clue.second()];
    return switch (clue.kind()) {
      case SAME -> a == b && Integer.bitCount(a) == 1;
      case DIFFERENT -> (a & b) == 0;
      default -> !pairs(clue, rows, false);
    };
  }

  /** Whether some pair of places left to the two fits, or doesn't. */
  private boolean pairs(LogicClue clue, int[] rows, boolean fitting) {
    for (int p = places(rows, clue.first(), clue.in()); p != 0; p &= p - 1) {
      for (int q = places(rows, clue.second(), clue.in()); q != 0; q &= q - 1) {
        boolean fits =
            clue.fits(Integer.numberOfTrailingZeros(p), Integer.numberOfTrailingZeros(q));
        if (fits == fitting) {
          return true;
        }
      }
    }
    return false;
  }

  /** The places for which the other has one that fits. */
  private static int supported(LogicClue clue, int places, int others, boolean swapped) {
    int kept = 0;
    for (int p = places; p != 0; p &= p - 1) {
      int place = Integer.numberOfTrailingZeros(p);
      for (int q = others; q != 0; q &= q - 1) {
        int other = Integer.numberOfTrailingZeros(q);
        if (swapped ? clue.fits(other, place) : clue.fits(place, other)) {
          kept |= p & -p;
        }
      }
    }
    return kept;
  }

  /** The places in an ordered category that an item may take. */
  private int places(int[] rows, int item, int category) {
    int places = 0;
    for (int k = 0; k < size; k++) {
      places |= (rows[category * size + k] & rows[item]) != 0 ? 1 << k : 0;
    }
    return places;
  }

  private int rowsOf(int[] rows, int places, int category) {
    int of = 0;
    for (int p = places; p != 0; p &= p - 1) {
      of |= rows[category * size + Integer.numberOfTrailingZeros(p)];
    }
    return of;
  }
}
