package io.consilium.verifier.figures.internal;

import java.math.BigDecimal;
import java.math.MathContext;

/** Writes numbers for people. */
final class Numbers {
  private Numbers() {}

  /** Nine significant digits, no exponent. */
  static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }

  /** Half a unit of the last digit that is not 0: how far a rounded figure may be off. */
  static double halfUnit(BigDecimal written) {
    BigDecimal bare = written.stripTrailingZeros();
    return bare.signum() == 0 ? 0.5 : bare.ulp().doubleValue() / 2;
  }
}
