package io.consilium.expert.vision.internal.table;

import java.util.List;
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

  /** Labels of one column: where nearly all are like {@code 3Q21}, a {@code 2022} is 2Q22. */
  public static List<String> column(List<String> labels) {
    long quarters = labels.stream().filter(label -> label.matches("[1-4]Q\\d\\d.*")).count();
    if (quarters * 10 < 6 * labels.size()) {
      return labels;
    }
    return labels.stream()
        .map(label -> label.replaceFirst("^([1-4])[0O](?=\\d\\d)", "$1Q"))
        .toList();
  }

  /** The text with quarters as they are spelled: {@code Ql '23} becomes {@code Q1 '23}. */
  public static String corrected(String text) {
    String t = text.replace('‘', '\'').replace('’', '\'').replace('`', '\'');
    t =
        t.replaceAll("(?<=[\\p{L}\\d)])[\\s._:,]*[-–—._:,]$", "")
            .replaceAll("^[_.:,]+(?=[\\p{L}\\d])", "");
    t = QUARTER_ONE.matcher(t).replaceAll("Q1");
    t = QUARTER.matcher(t).replaceAll("Q$1");
    t = QUARTER_LAST.matcher(t).replaceAll("Q$1");
    return FIRST_QUARTER.matcher(t).replaceAll("1");
  }
}
