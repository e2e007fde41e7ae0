package io.consilium.verifier.series.internal;

import io.consilium.api.data.Series.Frequency;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a period stands on the calendar of its frequency, so that neighbours differ by one. */
final class Calendar {
  private static final Pattern YEAR = Pattern.compile("(\\d{4})");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");
  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
  private static final Pattern HOUR = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})");
  private static final Pattern COUNT = Pattern.compile("(\\d{1,9})");

  private Calendar() {}

  /** The place; empty if the period is not one of that frequency. */
  static OptionalLong place(String period, Frequency frequency) {
    Pattern form =
        switch (frequency) {
          case YEARLY -> YEAR;
          case QUARTERLY -> QUARTER;
          case MONTHLY -> MONTH;
          case WEEKLY -> WEEK;
          case DAILY -> DAY;
          case HOURLY -> HOUR;
          case OTHER -> COUNT;
        };
    Matcher m = form.matcher(period);
    try {
      return m.matches() ? OptionalLong.of(place(m, frequency)) : OptionalLong.empty();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static long place(Matcher m, Frequency frequency) {
    long first = Long.parseLong(m.group(1));
    return switch (frequency) {
      case YEARLY, OTHER -> first;
      case QUARTERLY -> first * 4 + number(m, 2);
      case MONTHLY -> first * 12 + LocalDate.of((int) first, number(m, 2), 1).getMonthValue();
      case WEEKLY -> Math.floorDiv(week((int) first, number(m, 2)).toEpochDay() + 3, 7L);
      case DAILY -> LocalDate.of((int) first, number(m, 2), number(m, 3)).toEpochDay();
      case HOURLY ->
          LocalDate.of((int) first, number(m, 2), number(m, 3)).toEpochDay() * 24 + number(m, 4);
    };
  }

  private static LocalDate week(int year, int week) {
    LocalDate in = LocalDate.of(year, 1, 4);
    return in.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week);
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
