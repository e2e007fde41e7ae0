package io.consilium.framework.console.internal.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Prints numbers with as many decimals as the figures around them have. */
record Figures(int decimals) {
  private static final int MOST = 4;

  /** As exact as the most exact of the values, four decimals at most. */
  static Figures like(DoubleStream values) {
    int digits =
        values
            .filter(Double::isFinite)
            .mapToInt(value -> BigDecimal.valueOf(value).stripTrailingZeros().scale())
            .max()
            .orElse(0);
    return new Figures(Math.max(0, Math.min(MOST, digits)));
  }

  String of(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    DecimalFormat format = new DecimalFormat(pattern, symbols());
    return format.format(value);
  }

  /** A score, a bound or the like: at most three decimals and none that say nothing. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "∞" : "–";
    }
    return new DecimalFormat("#,##0.###", symbols()).format(value);
  }

  /** A duration in the unit that reads best. */
  static String millis(double millis) {
    if (millis < 1) {
      return "< 1 ms";
    }
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  /** 1 word, 2 words. */
  static String count(long count, String one, String many) {
    return plain(count) + " " + (count == 1 ? one : many);
  }

  static String list(List<String> items) {
    return String.join(", ", items);
  }

  private static DecimalFormatSymbols symbols() {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('−');
    return symbols;
  }
}
