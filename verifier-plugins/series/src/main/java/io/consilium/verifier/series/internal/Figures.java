package io.consilium.verifier.series.internal;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers for people. */
final class Figures {
  private Figures() {}

  /** Six significant digits, no exponent. */
  static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
