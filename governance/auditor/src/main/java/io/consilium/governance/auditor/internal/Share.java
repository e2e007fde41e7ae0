package io.consilium.governance.auditor.internal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many of how many, and what that says of the rate behind it: Wilson's score interval at 95 %
 * (Wilson 1927; Brown, Cai, DasGupta 2001), which is sound for few and for none.
 *
 * @param count at most {@code of}
 * @param of not negative
 */
record Share(long count, long of) {
  /** The head of the column that {@link #interval} fills. */
  static final String INTERVAL = "95 % INTERVAL";

  private static final double Z = 1.959963984540054;

  /** 0 to 1; 0 of nothing. */
  double rate() {
    return of == 0 ? 0 : (double) count / of;
  }

  /** The interval's lower end. */
  double low() {
    return of == 0 || count == 0 ? 0 : centre() - half();
  }

  /** The interval's upper end. */
  double high() {
    return of == 0 || count == of ? 1 : centre() + half();
  }

  private double centre() {
    return (rate() + Z * Z / (2 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    double p = rate();
    return Z * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of)) / (1 + Z * Z / of);
  }

  /** The rate for a person; a dash of nothing. */
  String percent() {
    return of == 0 ? "-" : percent(rate());
  }

  /** The interval for a person; a dash of nothing. */
  String interval() {
    return of == 0 ? "-" : percent(low()) + " to " + percent(high());
  }

  /** Whole percents, a decimal or a bound where they would read as never or always. */
  static String percent(double rate) {
    boolean edge = (rate > 0 && rate < 0.01) || (rate < 1 && rate > 0.99);
    String percent = String.format(Locale.ROOT, edge ? "%.1f %%" : "%.0f %%", 100 * rate);
    return switch (percent) {
      case "0.0 %" -> "< 0.1 %";
      case "100.0 %" -> "> 99.9 %";
      default -> percent;
    };
  }

  /** For a program. */
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("count", count);
    all.put("of", of);
    all.put("rate", rate());
    all.put("low", low());
    all.put("high", high());
    return all;
  }
}
