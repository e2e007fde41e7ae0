package io.consilium.expert.timeseries.internal.period;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one printed period label. Stateless.
 *
 * @param dayFirst true to read {@code 03/04/2020} as the third of April
 * @param ranges true to read {@code 2011-12} as the business year 2011/12, not as December
 */
record LabelParser(boolean dayFirst, boolean ranges) {
  private static final String Y = "(?:fy ?|cy ?)?((?:18|19|20|21)\\d\\d|'\\d\\d)";
  private static final String YY = "(?:fy ?|cy ?)?((?:18|19|20|21)\\d\\d|'?\\d\\d)";
  private static final String SEP = "[ ,./-]{0,3}(?:of )?";
  private static final String QTR = "(?:q(?:tr|uarter)?|qtr|quarter)";
  private static final String Q1 = "(?:q(?:tr|uarter)?[ .-]?)([1-4])";
  private static final String Q2 = "([1-4])(?:st|nd|rd|th)? ?" + QTR;

  private record Rule(Pattern pattern, Function<MatchResult, PeriodLabel> make) {}

  private static final List<Rule> RULES =
      List.of(
          rule("(?:fy|cy)? ?((?:18|19|20|21)\\d\\d)", m -> label(Kind.YEAR, m.group(1), 0)),
          rule("(?:fy|cy)? ?('\\d\\d)|(?:fy|cy) ?(\\d\\d)", LabelParser::shortYear),
          rule(Y + " ?[/-] ?(\\d\\d|\\d{4})", LabelParser::range),
          rule("(?:fy|cy) ?(\\d\\d) ?[/-] ?(\\d\\d)", LabelParser::range),
          rule(Q1 + SEP + YY, m -> label(Kind.QUARTER, m.group(2), number(m, 1))),
          rule(Q2 + SEP + YY, m -> label(Kind.QUARTER, m.group(2), number(m, 1))),
          rule(Y + SEP + Q1, m -> label(Kind.QUARTER, m.group(1), number(m, 2))),
          rule(Y + SEP + Q2, m -> label(Kind.QUARTER, m.group(1), number(m, 2))),
          rule(Q1, m -> label(Kind.QUARTER, null, number(m, 1))),
          rule(Q2, m -> label(Kind.QUARTER, null, number(m, 1))),
          rule("(first|second|third|fourth) quarter" + SEP + YY + "?", LabelParser::spelled),
          rule("h ?([12])" + SEP + YY, m -> label(Kind.HALF, m.group(2), number(m, 1))),
          rule("([12]) ?h" + SEP + YY, m -> label(Kind.HALF, m.group(2), number(m, 1))),
          rule(Y + SEP + "h ?([12])", m -> label(Kind.HALF, m.group(1), number(m, 2))),
          rule("h ?([12])|([12]) ?h", m -> label(Kind.HALF, null, number(m, either(m)))),
          rule("(?:w(?:ee)?k?) ?(\\d{1,2})" + SEP + Y + "?", m -> week(m.group(2), number(m, 1))),
          rule(Y + SEP + "w(?:ee)?k? ?(\\d{1,2})", m -> week(m.group(1), number(m, 2))),
          rule(Y + " ?[-/.m] ?(\\d{1,2})", m -> month(m.group(1), number(m, 2))),
          rule("m ?(\\d{1,2})" + SEP + Y, m -> month(m.group(2), number(m, 1))),
          rule("(\\d{1,2}) ?[-/.] ?((?:18|19|20|21)\\d\\d)", m -> month(m.group(2), number(m, 1))));

  private static Rule rule(String pattern, Function<MatchResult, PeriodLabel> make) {
    return new Rule(Pattern.compile(pattern), make);
  }

  /** The period that a label names; empty if it names none. */
  Optional<PeriodLabel> parse(String printed) {
    LabelText text = LabelText.of(printed);
    Optional<PeriodLabel> found = core(text.core());
    if (found.isEmpty()) {
      boolean barePartialYear = text.marks().contains(Mark.PARTIAL);
      found = core(barePartialYear ? "'" + text.core() : digitsMended(text.core()));
    }
    return found.map(
        label -> {
          Set<Mark> marks = EnumSet.noneOf(Mark.class);
          marks.addAll(text.marks());
          marks.addAll(label.marks());
          return new PeriodLabel(printed.strip(), label.kind(), label.year(), label.part(), marks);
        });
  }

  private Optional<PeriodLabel> core(String core) {
    if (core.isEmpty()) {
      return Optional.empty();
    }
    if (!ranges && core.matches("\\d{4}-(0\\d|1[0-2])")) {
      return Optional.ofNullable(month(core.substring(0, 4), Integer.parseInt(core.substring(5))));
    }
    for (Rule rule : RULES) {
      Matcher m = rule.pattern().matcher(core);
      PeriodLabel label = m.matches() ? rule.make().apply(m) : null;
      if (label != null) {
        return Optional.of(label);
      }
    }
    return MonthWords.parse(core).or(() -> DayLabels.parse(core, dayFirst));
  }

  /** Recognition takes 0 for O and 1 for l inside numbers, and the other way round. */
  private static String digitsMended(String core) {
    return core.replaceAll("(?<=[\\dq])[li|!]|[li|!](?=\\d)", "1")
        .replaceAll("(?<=\\d)o|o(?=\\d{2})", "0")
        .replaceAll("(?<=\\d)s(?=\\d|$)", "5")
        .replaceAll("(?<=\\d)b(?=\\d|$)", "8");
  }

  private static PeriodLabel shortYear(MatchResult m) {
    return label(Kind.YEAR, m.group(either(m)), 0);
  }

  private static PeriodLabel range(MatchResult m) {
    int from = year(m.group(1));
    int to = Integer.parseInt(m.group(2));
    boolean next = m.group(2).length() == 2 ? to == (from + 1) % 100 : to == from + 1;
    return next ? label(Kind.YEAR, String.valueOf(from), 0) : null;
  }

  private static PeriodLabel spelled(MatchResult m) {
    int quarter = List.of("first", "second", "third", "fourth").indexOf(m.group(1)) + 1;
    return label(Kind.QUARTER, m.group(2), quarter);
  }

  private static PeriodLabel week(String year, int week) {
    return week >= 1 && week <= 53 ? label(Kind.WEEK, year, week) : null;
  }

  static PeriodLabel month(String year, int month) {
    return month >= 1 && month <= 12 ? label(Kind.MONTH, year, month) : null;
  }

  static PeriodLabel day(int year, int month, int day) {
    try {
      int part = LocalDate.of(year, month, day).getDayOfYear();
      return label(Kind.DAY, String.valueOf(year), part);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static PeriodLabel label(Kind kind, String year, int part) {
    return new PeriodLabel("", kind, year == null ? null : year(year), part, Set.of());
  }

  static int year(String digits) {
    int value = Integer.parseInt(digits.replace("'", ""));
    return value >= 100 ? value : value + (value < 50 ? 2000 : 1900);
  }

  private static int either(MatchResult m) {
    return m.group(1) != null ? 1 : 2;
  }

  private static int number(MatchResult m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
