package io.consilium.expert.nlp.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;

/** Writes numbers as English prose has them: {@code 1,234.5}. Immutable. */
final class Numbers {
  private static final int MOST_DECIMALS = 9;
  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 5;

  private final int decimals;

  private Numbers(int decimals) {
    this.decimals = decimals;
  }

  /** As many decimals as the values have, unless that would be more than five digits in all. */
  static Numbers like(double[] values) {
    return new Numbers(Math.min(own(values), decimals(values, MOST_DIGITS)));
  }

  /** The same for what was computed from the values: at least three digits in all. */
  static Numbers from(double[] values) {
    return new Numbers(Math.max(like(values).decimals, decimals(values, FEWEST_DIGITS)));
  }

  private static int own(double[] values) {
    return Arrays.stream(values).mapToInt(Numbers::scale).max().orElse(0);
  }

  private static int scale(double value) {
    return Math.max(0, BigDecimal.valueOf(value).stripTrailingZeros().scale());
  }

  /** Decimals that bring the largest value to so many digits. */
  private static int decimals(double[] values, int digits) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    int whole = largest == 0 ? digits : (int) Math.floor(Math.log10(largest)) + 1;
    return Math.max(0, Math.min(MOST_DECIMALS, digits - whole));
  }

  String of(double value) {
    return fixed(value, decimals);
  }

  /** A number with exactly as many decimals. */
  static String fixed(double value, int decimals) {
    String pattern = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(value);
    return text.matches("-[0.,]+") ? text.substring(1) : text;
  }

  /** Small counts as words, larger ones are for digits. */
  static boolean hasWord(int count) {
    return count >= 0 && count < WORDS.length;
  }

  static String word(int count) {
    return WORDS[count];
  }

  private static final String[] WORDS = {
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve"
  };
}
