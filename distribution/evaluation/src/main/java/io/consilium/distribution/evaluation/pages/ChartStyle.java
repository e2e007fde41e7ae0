package io.consilium.distribution.evaluation.pages;

import java.util.Random;

/**
 * How a chart is drawn.
 *
 * @param valueLabels figures printed at bars or points
 * @param grid horizontal lines at ticks
 * @param frame a box around the plot
 * @param fromZero whether the axis begins at zero; bars always do
 * @param legendBelow where a legend stands
 * @param ticks about how many
 * @param height of the whole chart in points
 */
record ChartStyle(
    Kind kind,
    boolean valueLabels,
    boolean grid,
    boolean frame,
    boolean fromZero,
    boolean legendBelow,
    int ticks,
    double height) {

  /** How values become marks. */
  enum Kind {
    BAR,
    HORIZONTAL_BAR,
    LINE,
    LINE_WITH_MARKERS,
    GROUPED_BAR,
    TWO_LINES
  }

  boolean isBar() {
    return kind == Kind.BAR || kind == Kind.HORIZONTAL_BAR || kind == Kind.GROUPED_BAR;
  }

  static ChartStyle draw(Random random, int points, boolean second) {
    Kind kind =
        second
            ? (random.nextInt(3) == 0 ? Kind.TWO_LINES : Kind.GROUPED_BAR)
            : single(random, points);
    boolean labels = !second && points <= 14 && random.nextBoolean();
    boolean tall = kind == Kind.HORIZONTAL_BAR;
    double height = tall ? 50 + 15 * points : 170 + 60 * random.nextDouble();
    return new ChartStyle(
        kind,
        labels,
        random.nextInt(4) > 0,
        random.nextInt(4) == 0,
        random.nextBoolean(),
        random.nextBoolean(),
        4 + random.nextInt(3),
        height);
  }

  private static Kind single(Random random, int points) {
    int drawn = random.nextInt(10);
    if (drawn == 0 && points <= 14) {
      return Kind.HORIZONTAL_BAR;
    }
    return drawn < 5 ? Kind.BAR : drawn < 8 ? Kind.LINE : Kind.LINE_WITH_MARKERS;
  }
}
