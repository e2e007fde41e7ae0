package io.consilium.verifier.figures.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The printed precision of figures. */
final class Decimals {
  private static final Pattern POINT = Pattern.compile("\\d\\.(\\d+)");

  private Decimals() {}

  /** Digits after the point as printed. */
  static int of(String text) {
    Matcher m = POINT.matcher(text);
    return m.find() ? Math.min(9, m.group(1).length()) : 0;
  }
}
