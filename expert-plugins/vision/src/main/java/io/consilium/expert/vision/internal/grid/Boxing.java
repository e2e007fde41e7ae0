package io.consilium.expert.vision.internal.grid;

/** Whether the heavy lines of a grid bound the boxes that its size says. */
final class Boxing {
  /** Heavy lines are heavier than the others by this; if not, no boxes are drawn. */
  private static final double CLEAR = 1.6;

  private Boxing() {}

  /** Rows of a box of a grid of this many cells a side. */
  static int rows(int size) {
    return switch (size) {
      case 6, 8, 10 -> 2;
      case 12 -> 3;
      default -> (int) Math.round(Math.sqrt(size));
    };
  }

  /** Why the heavy lines do not fit, for a person; empty if they do or there are none. */
  static String trouble(int size, Ruling upright, Ruling level) {
    String across = trouble(size, size / rows(size), upright, "columns");
    return across.isEmpty() ? trouble(size, rows(size), level, "rows") : across;
  }

  private static String trouble(int size, int step, Ruling ruling, String what) {
    double lightest = Double.MAX_VALUE;
    double heaviest = 0;
    int heavy = 0;
    for (int k = 1; k < size; k++) {
      double weight = ruling.weight(size, k);
      if (k % step == 0) {
        lightest = Math.min(lightest, weight);
      } else if (weight > heaviest) {
        heaviest = weight;
        heavy = k;
      }
    }
    // Only where a line inside a box is clearly the heavier one are the boxes others.
    if (heaviest > CLEAR * lightest) {
      return "The grid has "
          + size
          + " cells a side, but a heavy line after "
          + heavy
          + " "
          + what
          + ", where the boxes of "
          + rows(size)
          + " rows by "
          + size / rows(size)
          + " columns have none. Maybe it is another kind of puzzle; only regular boxes are read.";
    }
    return "";
  }
}
