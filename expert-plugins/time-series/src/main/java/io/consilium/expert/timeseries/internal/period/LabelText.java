package io.consilium.expert.timeseries.internal.period;

import io.consilium.expert.timeseries.internal.period.PeriodLabel.Mark;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label stripped to the words that name the period, with what else it said.
 *
 * @param core lower case, plain dashes and apostrophes, single spaces
 * @param marks what was found beside the period
 */
record LabelText(String core, Set<Mark> marks) {
  private static final int LONGEST = 80;

  private static final Pattern PARTIAL =
      Pattern.compile(
          "\\(?\\b(ytd|year[ -]to[ -]date|to[ -]date|so far|partial|part[ -]year|incomplete"
              + "|as of \\d+ \\w+|(first )?(1[01]|\\d|three|six|nine|ten|eleven) ?(m|mths?|months)"
              + "(?! ended (31 )?dec)"
              + ")(\\b|(?=\\d))\\)?");
  private static final Pattern WHOLE_SPAN =
      Pattern.compile("^(three|3|six|6|twelve|12) (months|mths) (ended|ending|to) ");
  private static final Pattern UNTIL = Pattern.compile("\\b(through|thru|until|up to|to end)\\b.*");
  private static final Pattern EXPECTED =
      Pattern.compile(
          "\\(?\\b(forecast|fcst|projected|projections?|estimated?|est|expected|budget|planned|plan"
              + "|outlook|target|guidance)\\b\\.?\\)?|(?<=\\d)\\s?[(\\[]?[efb][)\\]]?$");
  private static final Pattern ROLLING =
      Pattern.compile("\\b(ltm|ttm|(last|trailing) (12|twelve) months|rolling)\\b");
  private static final Pattern PRELIMINARY =
      Pattern.compile(
          "\\(?\\b(preliminary|prelim|provisional|prov|unaudited|revised)\\b\\.?\\)?"
              + "|(?<=\\d)\\s?[(\\[]?[pr][)\\]]?$");
  private static final Pattern ACTUAL =
      Pattern.compile("\\(?\\b(actual|audited|restated)\\b\\)?|(?<=\\d)\\s?[(\\[]?a[)\\]]?$");
  private static final Pattern FOOTNOTE =
      Pattern.compile("(\\*+|[†‡§#]+|[¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=\\w)\\s?[(\\[]([a-z]|\\d)[)\\]]$");
  private static final Pattern LEAD =
      Pattern.compile(
          "^(for )?(the )?(fiscal year|financial year|calendar year|full[ -]year|years?|ye"
              + "|season|period|as at|as of|at|end of|end)"
              + "([ -]?(ended|ending|end))?[ :.-]*(?=['\\d]|q\\d|[a-z]{3,9}\\b)");

  static LabelText of(String printed) {
    String s = printed.length() > LONGEST ? printed.substring(0, LONGEST) : printed;
    s = s.toLowerCase(Locale.ROOT).replaceAll("[\\u2010-\\u2015\\u2212]", "-");
    s = s.replaceAll("[\\u2018\\u2019\\u00b4`]", "'").replaceAll("[\\s\\u00a0]+", " ").strip();
    s = WHOLE_SPAN.matcher(s).replaceAll("");
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    s = take(s, PARTIAL, marks, Mark.PARTIAL);
    s = take(s, UNTIL, marks, Mark.PARTIAL);
    s = take(s, ROLLING, marks, Mark.ROLLING);
    s = take(s, EXPECTED, marks, Mark.EXPECTED);
    s = take(s, PRELIMINARY, marks, Mark.PRELIMINARY);
    s = ACTUAL.matcher(s).replaceAll(" ").strip();
    s = take(s, FOOTNOTE, marks, Mark.STARRED);
    s = s.replaceAll("[()\\[\\]]", " ").replaceAll("\\s+", " ").replaceAll("[ ,;:.|_-]+$", "");
    s = s.replaceAll("^[ ,;:.|_-]+", "");
    return new LabelText(LEAD.matcher(s).replaceFirst(""), marks);
  }

  private static String take(String s, Pattern pattern, Set<Mark> marks, Mark mark) {
    Matcher m = pattern.matcher(s);
    if (!m.find()) {
      return s;
    }
    marks.add(mark);
    return m.replaceAll(" ").strip();
  }
}
