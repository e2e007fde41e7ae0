package io.consilium.expert.timeseries.internal.period;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels with English month names: single months, and spans of months within a year. */
final class MonthWords {
  private static final List<String> NAMES =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  static final String NAME =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
          + "(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?";
  private static final String YEAR = "(?:fy ?)?((?:18|19|20|21)\\d\\d|'?\\d\\d)";
  private static final String SEP = "[ ,./'-]{0,3}";
  private static final Pattern MONTH_YEAR = Pattern.compile(NAME + "(?:" + SEP + YEAR + ")?");
  private static final Pattern YEAR_MONTH = Pattern.compile("((?:18|19|20|21)\\d\\d)" + SEP + NAME);
  private static final String SPAN = NAME + " ?(?:-|to|/) ?" + NAME;
  private static final Pattern SPAN_YEAR = Pattern.compile(SPAN + "(?:" + SEP + YEAR + ")?");
  private static final Pattern YEAR_SPAN = Pattern.compile("((?:18|19|20|21)\\d\\d)" + SEP + SPAN);

  private MonthWords() {}

  static Optional<PeriodLabel> parse(String core) {
    Matcher m = MONTH_YEAR.matcher(core);
    if (m.matches()) {
      return Optional.of(LabelParser.label(Kind.MONTH, m.group(2), number(m.group(1))));
    }
    m = YEAR_MONTH.matcher(core);
    if (m.matches()) {
      return Optional.of(LabelParser.label(Kind.MONTH, m.group(1), number(m.group(2))));
    }
    m = SPAN_YEAR.matcher(core);
    if (m.matches()) {
      return Optional.of(span(number(m.group(1)), number(m.group(2)), m.group(3)));
    }
    m = YEAR_SPAN.matcher(core);
    return m.matches()
        ? Optional.of(span(number(m.group(2)), number(m.group(3)), m.group(1)))
        : Optional.empty();
  }

  /** January to September is a part of a year, January to March a quarter. */
  private static PeriodLabel span(int from, int to, String year) {
    int months = Math.floorMod(to - from, 12) + 1;
    if (months == 3 && from % 3 == 1) {
      return LabelParser.label(Kind.QUARTER, year, to / 3);
    }
    if (months == 6 && from % 6 == 1) {
      return LabelParser.label(Kind.HALF, year, to / 6);
    }
    PeriodLabel whole = LabelParser.label(Kind.YEAR, year, 0);
    return months == 12
        ? whole
        : new PeriodLabel("", Kind.YEAR, whole.year(), 0, Set.of(Mark.PARTIAL));
  }

  static int number(String name) {
    return NAMES.indexOf(name.substring(0, 3)) + 1;
  }
}
