package io.consilium.expert.vision.internal.table;

import java.util.regex.Pattern;

/** Knows the look of periods: years, quarters, months, dates. */
public final class Periods {
  private static final String YEAR = "(18|19|20|21)\\d\\d";
  private static final String MONTH =
      "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?"
          + "|oct(ober)?|nov(ember)?|dec(ember)?)\\.?";
  private static final String SHORT = "['’]?\\d\\d";
  private static final String MARK = "\\s*([a-z]|ytd|\\*+|\\([a-z0-9]{1,3}\\))?";
  private static final Pattern PERIOD =
      Pattern.compile(
          "(fy|cy)?\\s*'?"
              + YEAR
              + "([/-]\\d\\d(\\d\\d)?)?"
              + MARK
              + "|(fy|cy)\\s*"
              + SHORT
              + MARK
              + "|(q[1-4]|[1-4]q|h[12]|[12]h)([\\s/-]*("
              + YEAR
              + "|"
              + SHORT
              + "))?"
              + MARK
              + "|"
              + YEAR
              + "[\\s/-]*(q[1-4]|h[12]|m?\\d{1,2}|w\\d{1,2})"
              + MARK
              + "|"
              + MONTH
              + "([\\s/-]*("
              + YEAR
              + "|"
              + SHORT
              + "))?"
              + MARK
              + "|\\d{1,2}\\.?\\s*"
              + MONTH
              + "\\s*("
              + YEAR
              + ")?|"
              + YEAR
              + "-\\d\\d-\\d\\d|\\d{1,2}[./]\\d{1,2}[./]("
              + YEAR
              + "|\\d\\d)|\\d\\d/\\d\\d");

  private Periods() {}

  /**
   * True if the whole text is a period, such as {@code 2019}, {@code Q3 2024} or {@code May-21}.
   */
  public static boolean matches(String text) {
    return PERIOD.matcher(text.strip().toLowerCase(java.util.Locale.ROOT)).matches();
  }
}
