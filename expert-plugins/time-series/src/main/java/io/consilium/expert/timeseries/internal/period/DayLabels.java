package io.consilium.expert.timeseries.internal.period;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels that name a day, with or without an hour. */
final class DayLabels {
  private static final String YEAR = "((?:18|19|20|21)\\d\\d)";
  private static final Pattern ISO =
      Pattern.compile(
          YEAR + "[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[t ](\\d{1,2})(?::\\d\\d)?(?::\\d\\d)?)?");
  private static final Pattern SLASHED =
      Pattern.compile("(\\d{1,2})[-/.](\\d{1,2})[-/.](?:" + YEAR + "|(\\d\\d))");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(\\d{1,2})(?:st|nd|rd|th)?[ .-]{0,2}" + MonthWords.NAME + "[ ,.-]{0,2}" + YEAR);
  private static final Pattern MONTH_DAY =
      Pattern.compile(MonthWords.NAME + "[ .-]{0,2}(\\d{1,2})(?:st|nd|rd|th)?[ ,.-]{1,2}" + YEAR);

  private DayLabels() {}

  static Optional<PeriodLabel> parse(String core, boolean dayFirst) {
    Matcher m = ISO.matcher(core);
    if (m.matches()) {
      PeriodLabel day = LabelParser.day(number(m, 1), number(m, 2), number(m, 3));
      return Optional.ofNullable(m.group(4) == null ? day : hour(day, number(m, 4)));
    }
    m = SLASHED.matcher(core);
    if (m.matches()) {
      return Optional.ofNullable(slashed(m, dayFirst));
    }
    m = DAY_MONTH.matcher(core);
    if (m.matches()) {
      return Optional.ofNullable(
          LabelParser.day(number(m, 3), MonthWords.number(m.group(2)), number(m, 1)));
    }
    m = MONTH_DAY.matcher(core);
    return m.matches()
        ? Optional.ofNullable(
            LabelParser.day(number(m, 3), MonthWords.number(m.group(1)), number(m, 2)))
        : Optional.empty();
  }

  private static PeriodLabel slashed(Matcher m, boolean dayFirst) {
    int year = LabelParser.year(m.group(3) != null ? m.group(3) : m.group(4));
    return dayFirst
        ? LabelParser.day(year, number(m, 2), number(m, 1))
        : LabelParser.day(year, number(m, 1), number(m, 2));
  }

  private static PeriodLabel hour(PeriodLabel day, int hour) {
    return day == null || hour > 23
        ? null
        : LabelParser.label(Kind.HOUR, String.valueOf(day.year()), (day.part() - 1) * 24 + hour);
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
