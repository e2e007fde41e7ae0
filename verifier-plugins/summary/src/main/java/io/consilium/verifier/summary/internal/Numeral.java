package io.consilium.verifier.summary.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numeral as it stands in a text.
 *
 * @param text without sign and unit
 * @param start where it begins
 * @param end behind its last digit
 */
record Numeral(String text, int start, int end) {
  private static final Pattern NUMERAL =
      Pattern.compile("\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");
  private static final Pattern SCALE =
      Pattern.compile("^\\s?(thousand|million|billion|trillion|k|mn|m|bn|b)\\b");

  /** All numerals of a text, in order. */
  static List<Numeral> in(String text) {
    List<Numeral> all = new ArrayList<>();
    Matcher m = NUMERAL.matcher(text);
    while (m.find()) {
      all.add(new Numeral(m.group(), m.start(), m.end()));
    }
    return all;
  }

  static Optional<Numeral> first(String text) {
    return in(text).stream().findFirst();
  }

  double value() {
    return Double.parseDouble(text.replace(",", ""));
  }

  /** Half a unit of the last written digit. */
  double reach() {
    int point = text.indexOf('.');
    int decimals = point < 0 ? 0 : text.length() - point - 1;
    return 0.5 * Math.pow(10, -decimals);
  }

  /** What a word behind the numeral multiplies it by; 1 if there is none. */
  double scale(String whole) {
    Matcher m = SCALE.matcher(whole.substring(end).toLowerCase(Locale.ROOT));
    if (!m.find()) {
      return 1;
    }
    return switch (m.group(1)) {
      case "thousand", "k" -> 1e3;
      case "million", "mn", "m" -> 1e6;
      case "billion", "bn", "b" -> 1e9;
      default -> 1e12;
    };
  }

  /** True if a value, signed or not, is written so when rounded to as many digits. */
  boolean writes(double value, String whole) {
    double size = Math.abs(value);
    double forgiven = reach() + 1e-9 * Math.max(1, size);
    return Math.abs(value() - size) <= forgiven
        || Math.abs(value() - size / scale(whole)) <= forgiven;
  }
}
