package io.consilium.expert.vision.internal.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what numbers are counted in, such as {@code USD million}, in captions and headers. */
public final class Units {
  private static final String CURRENCY =
      "(?:US\\$|USD|EUR|GBP|CHF|JPY|NOK|SEK|AUD|CAD|INR|CNY|[$€£¥]"
          + "|U\\.?S\\.? dollars?|dollars?|euros?)";
  private static final String SCALE =
      "(?:thousands?|millions?|billions?|trillions?|mn|bn|tn|m|k|000s?|'000s?)";
  private static final Pattern MONEY =
      Pattern.compile(
          "(?<![A-Za-z])("
              + CURRENCY
              + "\\s*(?:in\\s+)?"
              + SCALE
              + "|"
              + SCALE
              + "\\s+(?:of\\s+)?"
              + CURRENCY
              + ")(?![A-Za-z])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern IN =
      Pattern.compile(
          "\\b(?:in|unit:?|units:?)\\s+((?:"
              + SCALE
              + "\\s+)?[A-Za-z.$€£¥%' ]{2,30}?|%)\\s*(?:[),;*]|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACKETS =
      Pattern.compile(
          "\\(([^()]*(?:%|per ?cent|" + CURRENCY + "|" + SCALE + "|index)[^()]*)\\)",
          Pattern.CASE_INSENSITIVE);

  private Units() {}

  /** The unit named in a text, if there is one. */
  public static Optional<String> in(String text) {
    for (Pattern pattern : new Pattern[] {MONEY, BRACKETS, IN}) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return Optional.of(matcher.group(1).strip().replaceFirst("(?i)^in\\s+", ""));
      }
    }
    return Optional.empty();
  }
}
