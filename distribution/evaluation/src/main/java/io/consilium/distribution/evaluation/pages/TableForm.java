package io.consilium.distribution.evaluation.pages;

import io.consilium.api.data.Series.Frequency;
import java.util.Random;

/** How a series stands in a table, which bounds how long it may be. */
enum TableForm {
  /** period | value, one row a period. */
  LONG(true, false, false),
  /** As LONG, with a row that adds all of it up. */
  LONG_TOTAL(false, false, false),
  /** period | value | second measure. */
  LONG_SECOND(true, false, true),
  /** period | parts | total. */
  LONG_PARTS(false, true, false),
  /** Periods across, one row. */
  WIDE(true, false, false),
  /** Periods across, parts and their total as rows. */
  WIDE_PARTS(false, true, false),
  /** Years down, quarters or months across. */
  MATRIX(false, false, false),
  /** As MATRIX, with a column that adds up each year. */
  MATRIX_TOTAL(false, false, false),
  /** period | value twice, side by side. */
  SIDE_BY_SIDE(true, false, false);

  private final boolean partial;
  private final boolean parts;
  private final boolean second;

  TableForm(boolean partial, boolean parts, boolean second) {
    this.partial = partial;
    this.parts = parts;
    this.second = second;
  }

  boolean mayBePartial() {
    return partial;
  }

  boolean hasParts() {
    return parts;
  }

  boolean hasSecond() {
    return second;
  }

  boolean isMatrix() {
    return this == MATRIX || this == MATRIX_TOTAL;
  }

  private boolean isWide() {
    return this == WIDE || this == WIDE_PARTS;
  }

  Frequency frequency(Random random) {
    Frequency[] all = {
      Frequency.YEARLY, Frequency.QUARTERLY, Frequency.QUARTERLY, Frequency.MONTHLY
    };
    Frequency drawn = all[random.nextInt(all.length)];
    if (isMatrix() && drawn == Frequency.YEARLY) {
      return Frequency.QUARTERLY;
    }
    return isWide() && drawn == Frequency.MONTHLY ? Frequency.YEARLY : drawn;
  }

  int length(Frequency frequency, Random random) {
    if (isWide()) {
      return 8 + random.nextInt(2);
    }
    if (isMatrix()) {
      return frequency == Frequency.MONTHLY
          ? 12 * (2 + random.nextInt(2))
          : 4 * (3 + random.nextInt(5));
    }
    if (frequency == Frequency.YEARLY) {
      return 9 + random.nextInt(6);
    }
    if (this == SIDE_BY_SIDE) {
      return 16 + 2 * random.nextInt(9);
    }
    return frequency == Frequency.QUARTERLY ? 12 + random.nextInt(9) : 18 + random.nextInt(7);
  }

  /** A matrix begins with the first part of a year where the series allows it. */
  int aligned(int from, SourceSeries source, boolean changes, int length, int available) {
    if (!isMatrix()) {
      return from;
    }
    int season = source.frequency().season();
    int part = Math.floorMod(source.firstPart() - 1 + from + (changes ? 1 : 0), season);
    int later = from + Math.floorMod(-part, season);
    return later + length <= available ? later : from;
  }
}
