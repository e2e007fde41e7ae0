package io.consilium.verifier.figures.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings labels of the same period to one form: {@code 2020}, {@code 2020-Q1}, {@code 2020-03}. */
final class PeriodKey {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String YEAR = "((?:19|20)\\d\\d|'?\\d\\d)";
  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
          + "(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?";
  private static final Pattern PLAIN =
      Pattern.compile("(?:fy ?)?((?:19|20)\\d\\d)(?:[/-]\\d\\d)?(?<!-\\d\\d)");
  private static final Pattern QUARTER_FIRST =
      Pattern.compile("(?:q ?([1-4])|([1-4]) ?q)[ ,'/-]{0,2}(?:fy ?)?" + YEAR);
  private static final Pattern QUARTER_LAST = Pattern.compile("((?:19|20)\\d\\d)[ /-]?q([1-4])");
  private static final Pattern MONTH_FIRST = Pattern.compile(MONTH + "[ ,'/-]{0,2}" + YEAR);
  private static final Pattern MONTH_LAST = Pattern.compile("((?:19|20)\\d\\d)[ /-]?" + MONTH);
  private static final Pattern NUMERIC = Pattern.compile("((?:19|20)\\d\\d)-(\\d\\d)");

  private PeriodKey() {}

  /** The key of a label; empty if it names no year, quarter or month of a year. */
  static Optional<String> of(String label) {
    String s = label.strip().toLowerCase(Locale.ROOT).replace('’', '\'').replace('–', '-');
    s = s.replaceAll("[*†‡]+$", "").strip();
    Matcher m = QUARTER_FIRST.matcher(s);
    if (m.matches()) {
      return Optional.of(year(m.group(3)) + "-Q" + (m.group(1) == null ? m.group(2) : m.group(1)));
    }
    m = QUARTER_LAST.matcher(s);
    if (m.matches()) {
      return Optional.of(m.group(1) + "-Q" + m.group(2));
    }
    m = MONTH_FIRST.matcher(s);
    if (m.matches()) {
      return Optional.of(month(year(m.group(2)), m.group(1)));
    }
    m = MONTH_LAST.matcher(s);
    if (m.matches()) {
      return Optional.of(month(m.group(1), m.group(2)));
    }
    m = NUMERIC.matcher(s);
    if (m.matches()) {
      return Optional.of(m.group(1) + "-" + m.group(2));
    }
    m = PLAIN.matcher(s);
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }

  /** The key of a label, or the label itself in a plain form. */
  static String orLabel(String label) {
    return of(label).orElse(label.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
  }

  private static String month(String year, String name) {
    return String.format(Locale.ROOT, "%s-%02d", year, MONTHS.indexOf(name) + 1);
  }

  private static String year(String digits) {
    String bare = digits.replace("'", "");
    if (bare.length() == 4) {
      return bare;
    }
    return (Integer.parseInt(bare) < 50 ? "20" : "19") + bare;
  }
}
