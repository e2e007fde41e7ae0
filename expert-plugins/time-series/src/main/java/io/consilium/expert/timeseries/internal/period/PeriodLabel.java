package io.consilium.expert.timeseries.internal.period;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A period as a page prints it, not yet placed on the calendar: {@code Q1} has no year of its own.
 *
 * @param text as printed
 * @param kind how long the period is
 * @param year null if the label does not say
 * @param part quarter 1-4, half 1-2, month 1-12, ISO week 1-53, day of the year, or hour of the
 *     year from 0; 0 for a year
 * @param marks what the label says beside the period
 */
public record PeriodLabel(String text, Kind kind, Integer year, int part, Set<Mark> marks) {

  /** How long a period is. */
  public enum Kind {
    YEAR(1),
    HALF(2),
    QUARTER(4),
    MONTH(12),
    WEEK(53),
    DAY(366),
    HOUR(8784);

    private final int parts;

    Kind(int parts) {
      this.parts = parts;
    }

    /** Most parts a year can have. */
    public int parts() {
      return parts;
    }
  }

  /** What a label says beside the period. */
  public enum Mark {
    /** Covers only a part of its period so far. */
    PARTIAL,
    /** Not an observation but somebody's expectation. */
    EXPECTED,
    /** A rolling window, such as the last twelve months. */
    ROLLING,
    PRELIMINARY,
    /** A footnote sign of unknown meaning. */
    STARRED
  }

  public PeriodLabel {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(kind, "kind");
    marks = Set.copyOf(marks);
  }

  /** The same label in the given year. */
  public PeriodLabel inYear(Integer other) {
    return new PeriodLabel(text, kind, other, part, marks);
  }

  public boolean is(Mark mark) {
    return marks.contains(mark);
  }

  /** Its place on the calendar, if the year is known. */
  public Optional<Period> period() {
    return year == null ? Optional.empty() : Optional.of(Period.of(kind, year, part));
  }
}
