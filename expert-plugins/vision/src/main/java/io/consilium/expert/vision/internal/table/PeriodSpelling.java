package io.consilium.expert.vision.internal.table;

import java.util.regex.Pattern;

/** Undoes what text recognition confuses in the names of quarters and years. */
public final class PeriodSpelling {
  private static final String YEAR = "(?=\\s*['’]?(?:\\d{2}|(?:19|20)\\d{2})\\b)";
  private static final Pattern QUARTER_ONE =
      Pattern.compile("(?<![A-Za-z0-9])[QO0]\\s?[lIi|!](?![A-Za-z0-9])");
  private static final Pattern QUARTER = Pattern.compile("^[O0]([1-4])" + YEAR);
  private static final Pattern QUARTER_LAST = Pattern.compile("(?<=^(?:19|20)\\d{2} )[O0]([1-4])$");
  private static final Pattern FIRST_QUARTER = Pattern.compile("^[lIi|](?=Q\\d{2})");

  private PeriodSpelling() {}

  /** The text with quarters as they are spelled: {@code Ql '23} becomes {@code Q1 '23}. */
  public static String corrected(String text) {
    String t = text.replace('‘', '\'').replace('’', '\'').replace('`', '\'');
    t = QUARTER_ONE.matcher(t).replaceAll("Q1");
    t = QUARTER.matcher(t).replaceAll("Q$1");
    t = QUARTER_LAST.matcher(t).replaceAll("Q$1");
    return FIRST_QUARTER.matcher(t).replaceAll("1");
  }
}
