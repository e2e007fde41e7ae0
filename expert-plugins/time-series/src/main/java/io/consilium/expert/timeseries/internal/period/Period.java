package io.consilium.expert.timeseries.internal.period;

import io.consilium.api.data.Series.Frequency;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A period with its place on the calendar (ISO 8601), as a count of periods of its length, so that
 * neighbours differ by one.
 *
 * @param kind how long it is
 * @param index years, halves, quarters or months since year 0; weeks, days or hours since 1970
 */
public record Period(Kind kind, long index) {
  private static final Pattern CANONICAL =
      Pattern.compile("(\\d{4})(?:-(?:Q([1-4])|W(\\d{2})|(\\d{2})(?:-(\\d{2})(?:T(\\d{2}))?)?))?");

  /** The period with the given part of the given year. */
  public static Period of(Kind kind, int year, int part) {
    long index =
        switch (kind) {
          case YEAR -> year;
          case HALF -> year * 2L + part - 1;
          case QUARTER -> year * 4L + part - 1;
          case MONTH -> year * 12L + part - 1;
          case WEEK -> Math.floorDiv(monday(year, part).toEpochDay() + 3, 7);
          case DAY -> LocalDate.of(year, 1, 1).toEpochDay() + part - 1;
          case HOUR -> LocalDate.of(year, 1, 1).toEpochDay() * 24 + part;
        };
    return new Period(kind, index);
  }

  /** Reads what {@link #text} writes; empty for a mere count or anything else. */
  public static Optional<Period> parse(String text) {
    Matcher m = CANONICAL.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(m.group(1));
    if (m.group(2) != null) {
      return Optional.of(of(Kind.QUARTER, year, Integer.parseInt(m.group(2))));
    }
    if (m.group(3) != null) {
      return Optional.of(of(Kind.WEEK, year, Integer.parseInt(m.group(3))));
    }
    if (m.group(4) == null) {
      return Optional.of(of(Kind.YEAR, year, 0));
    }
    return m.group(5) == null
        ? Optional.of(of(Kind.MONTH, year, Integer.parseInt(m.group(4))))
        : dated(text, m.group(6));
  }

  private static Optional<Period> dated(String text, String hour) {
    try {
      LocalDate day = LocalDate.parse(text.substring(0, 10));
      return Optional.of(
          hour == null
              ? new Period(Kind.DAY, day.toEpochDay())
              : new Period(Kind.HOUR, day.toEpochDay() * 24 + Integer.parseInt(hour)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static LocalDate monday(int year, int week) {
    LocalDate fourth = LocalDate.of(year, 1, 4);
    return fourth.minusDays(fourth.getDayOfWeek().getValue() - 1L).plusWeeks(week - 1L);
  }

  /** The period so many further on. */
  public Period plus(long periods) {
    return new Period(kind, index + periods);
  }

  /** In the form that {@link io.consilium.api.data.Series.Observation#period} gives. */
  public String text() {
    return switch (kind) {
      case YEAR -> String.format(Locale.ROOT, "%04d", index);
      case HALF -> year(2) + "-H" + (Math.floorMod(index, 2) + 1);
      case QUARTER -> year(4) + "-Q" + (Math.floorMod(index, 4) + 1);
      case MONTH -> String.format(Locale.ROOT, "%s-%02d", year(12), Math.floorMod(index, 12) + 1);
      case WEEK -> week(LocalDate.ofEpochDay(index * 7 - 3));
      case DAY -> LocalDate.ofEpochDay(index).toString();
      case HOUR ->
          String.format(
              Locale.ROOT,
              "%sT%02d",
              LocalDate.ofEpochDay(Math.floorDiv(index, 24L)),
              Math.floorMod(index, 24));
    };
  }

  private String year(int parts) {
    return String.format(Locale.ROOT, "%04d", Math.floorDiv(index, (long) parts));
  }

  private static String week(LocalDate monday) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** How far apart such periods are; halves have no name of their own and count as numbered. */
  public Frequency frequency() {
    return switch (kind) {
      case YEAR -> Frequency.YEARLY;
      case HALF -> Frequency.OTHER;
      case QUARTER -> Frequency.QUARTERLY;
      case MONTH -> Frequency.MONTHLY;
      case WEEK -> Frequency.WEEKLY;
      case DAY -> Frequency.DAILY;
      case HOUR -> Frequency.HOURLY;
    };
  }
}
