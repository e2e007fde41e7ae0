package io.consilium.distribution.evaluation.pages;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * How figures are printed.
 *
 * @param decimals digits after the point
 * @param grouping true for 1,234
 * @param currency printed before each figure of a table, or empty
 * @param parentheses true for (12) instead of -12
 */
record NumberStyle(int decimals, boolean grouping, String currency, boolean parentheses) {

  /** The value as it will be printed. */
  double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
  }

  /** Half of the last printed digit. */
  double halfStep() {
    return 0.5 * Math.pow(10, -decimals);
  }

  String format(double value) {
    return format(value, currency);
  }

  /** Without a currency sign, as on an axis. */
  String bare(double value) {
    return format(value, "");
  }

  private String format(double value, String sign) {
    String pattern = (grouping ? "#,##0" : "0") + (decimals > 0 ? "." + "0".repeat(decimals) : "");
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    String digits = sign + format.format(BigDecimal.valueOf(Math.abs(value)));
    if (rounded(value) >= 0) {
      return digits;
    }
    return parentheses ? "(" + digits + ")" : "-" + digits;
  }
}
