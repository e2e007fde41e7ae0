package io.consilium.framework.training.puzzle;

import java.util.List;

/**
 * A clue of a logic grid. Items are numbered category after category.
 *
 * @param first the one spoken of
 * @param second the other
 * @param in the ordered category whose places count, of BEFORE and APART
 * @param by so many places; 0 for any number (BEFORE)
 * @param parts of EITHER: exactly one holds; else empty
 */
record LogicClue(Kind kind, int first, int second, int in, int by, List<LogicClue> parts) {
  enum Kind {
    SAME,
    DIFFERENT,
    BEFORE,
    APART,
    EITHER
  }

  static LogicClue of(Kind kind, int first, int second, int in, int by) {
    return new LogicClue(kind, first, second, in, by, List.of());
  }

  static LogicClue either(List<LogicClue> parts) {
    return new LogicClue(Kind.EITHER, 0, 0, 0, 0, List.copyOf(parts));
  }

  /** Whether places so of the two satisfy BEFORE or APART. */
  boolean fits(int place, int other) {
    if (kind == Kind.APART) {
      return Math.abs(place - other) == by;
    }
    return by == 0 ? place < other : place + by == other;
  }

  /**
   * Whether it holds.
   *
   * @param rows of each item
   * @param size items in a category
   */
  boolean holds(int[] rows, int size) {
    return switch (kind) {
      case SAME -> rows[first] == rows[second];
      case DIFFERENT -> rows[first] != rows[second];
      case BEFORE, APART -> fits(place(rows, size, first), place(rows, size, second));
      case EITHER -> parts.stream().filter(part -> part.holds(rows, size)).count() == 1;
    };
  }

  private int place(int[] rows, int size, int item) {
    int place = 0;
    while (rows[in * size + place] != rows[item]) {
      place++;
    }
    return place;
  }
}
