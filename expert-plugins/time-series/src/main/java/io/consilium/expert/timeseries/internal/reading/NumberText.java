package io.consilium.expert.timeseries.internal.reading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a printed number: thousands separators, accountants' parentheses, footnote signs. */
final class NumberText {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(\\()?([-+\\u2212\\u2013])?[^\\d(.,-]{0,4}(\\d{1,3}(?:[, '\\u00a0]\\d{3})+|\\d{1,15})"
              + "(\\.\\d{1,9})?\\s?%?(\\))?\\s?[*\\u2020\\u2021a-z]?");

  private NumberText() {}

  static Optional<Double> parse(String text) {
    Matcher m = NUMBER.matcher(text.strip());
    if (text.length() > 40 || !m.matches()) {
      return Optional.empty();
    }
    String whole = m.group(3).replaceAll("\\D", "");
    double value = Double.parseDouble(whole + (m.group(4) == null ? "" : m.group(4)));
    boolean negative =
        (m.group(1) != null && m.group(5) != null)
            || (m.group(2) != null && !m.group(2).equals("+"));
    return Optional.of(negative ? -value : value);
  }
}
