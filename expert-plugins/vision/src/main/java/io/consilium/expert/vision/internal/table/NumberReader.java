package io.consilium.expert.vision.internal.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as they are printed in reports.
 *
 * @param decimalComma true where a comma parts units from decimals
 */
public record NumberReader(boolean decimalComma) {
  /** Every character that a printed number may have. */
  public static final String ALPHABET = "0123456789.,'()-+%$€£";

  private static final String SPACES = "[\\s\\u00a0\\u2009\\u202f]";
  private static final Pattern FOOTNOTE = Pattern.compile("(?<=[\\d%)])(\\*+|[†‡]|\\[\\d\\])$");
  private static final Pattern CURRENCY =
      Pattern.compile(
          "^(US\\$|[$€£¥]|USD|EUR|GBP|CHF)"
              + SPACES
              + "*|"
              + SPACES
              + "*([$€£¥]|USD|EUR|GBP|CHF)$");
  private static final Pattern SCALE =
      Pattern.compile(
          SPACES + "*(%|percent|k|thousand|m|mn|million|b|bn|billion|t|tn|trillion|pp)\\.?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GROUPED =
      Pattern.compile("\\d{1,3}(" + SPACES + "\\d{3})+([.,]\\d+)?");
  private static final Pattern PLAIN = Pattern.compile("\\d+|\\d*\\.\\d+");

  /** Infers from all numbers of a table how they are written. */
  public static NumberReader forTexts(List<String> texts) {
    int comma = 0;
    int point = 0;
    for (String text : texts) {
      String t = text.strip();
      if (t.matches(".*\\d\\.\\d{3},\\d+\\D*") || t.matches("\\D*\\d+,(\\d{1,2}|\\d{4,})\\D*")) {
        comma++;
      }
      if (t.matches(".*\\d,\\d{3}(\\.\\d+)?\\D*")
          || t.matches("\\D*\\d+\\.(\\d{1,2}|\\d{4,})\\D*")) {
        point++;
      }
    }
    return new NumberReader(comma > point);
  }

  /** The number in the text; a percentage stays as printed; k, m, bn multiply. */
  public OptionalDouble read(String text) {
    String t = FOOTNOTE.matcher(text.strip()).replaceFirst("").strip();
    boolean negative = false;
    if (t.startsWith("(") && t.endsWith(")") && t.length() > 2) {
      negative = true;
      t = t.substring(1, t.length() - 1).strip();
    }
    Matcher sign = Pattern.compile("^([-–—−‐~]|\\+)" + SPACES + "*").matcher(t);
    if (sign.find()) {
      negative ^= !sign.group(1).equals("+");
      t = t.substring(sign.end());
    }
    t = CURRENCY.matcher(t).replaceAll("").strip();
    double scale = 1;
    Matcher suffix = SCALE.matcher(t);
    if (suffix.find()) {
      scale = scale(suffix.group(1));
      t = CURRENCY.matcher(t.substring(0, suffix.start())).replaceAll("").strip();
    }
    OptionalDouble value = digits(t);
    return value.isEmpty()
        ? value
        : OptionalDouble.of((negative ? -1 : 1) * value.getAsDouble() * scale);
  }

  private static double scale(String suffix) {
    return switch (suffix.toLowerCase(java.util.Locale.ROOT)) {
      case "k", "thousand" -> 1e3;
      case "m", "mn", "million" -> 1e6;
      case "b", "bn", "billion" -> 1e9;
      case "t", "tn", "trillion" -> 1e12;
      default -> 1;
    };
  }

  private OptionalDouble digits(String text) {
    String t = text.replaceAll(SPACES + "*([.,'])" + SPACES + "*", "$1");
    boolean apart = t.matches(".*\\d" + SPACES + "+\\d.*");
    if (t.isEmpty() || (apart && !GROUPED.matcher(t).matches())) {
      return OptionalDouble.empty();
    }
    t = t.replaceAll(SPACES, "");
    long digits = t.chars().filter(Character::isDigit).count();
    long letters = t.chars().filter(Character::isLetter).count();
    if (letters > 0) {
      boolean words = text.strip().matches(".*[\\p{L}\\d]" + SPACES + "+[\\p{L}\\d].*");
      if (digits <= letters || words || Periods.matches(text)) {
        return OptionalDouble.empty();
      }
      t = unconfused(t);
    }
    t = t.replaceAll("['’‘`]", "");
    t = decimalComma ? commaDecimals(t) : pointDecimals(t);
    return PLAIN.matcher(t).matches()
        ? OptionalDouble.of(Double.parseDouble(t))
        : OptionalDouble.empty();
  }

  private static String commaDecimals(String t) {
    return t.replaceAll("\\.(?=\\d{3}(\\D|$))", "").replace(',', '.');
  }

  private static String pointDecimals(String t) {
    String grouped = t.replaceAll(",(?=\\d{3}(\\D|$))", "");
    // A second point can only be a misread group mark.
    return grouped.indexOf('.') != grouped.lastIndexOf('.')
        ? grouped.replaceAll("\\.(?=\\d{3}(\\D|$))", "")
        : grouped.matches("\\d+,\\d{1,2}") ? grouped.replace(',', '.') : grouped;
  }

  /** Letters that recognition puts in place of digits. */
  private static String unconfused(String t) {
    return t.replaceAll("[OoQD]", "0")
        .replaceAll("[lIi|!\\]\\[]", "1")
        .replaceAll("[Zz]", "2")
        .replaceAll("[Ss]", "5")
        .replaceAll("[Bb]", "8")
        .replaceAll("[gq]", "9");
  }
}
