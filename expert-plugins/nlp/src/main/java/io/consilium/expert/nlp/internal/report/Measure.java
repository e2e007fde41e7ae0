package io.consilium.expert.nlp.internal.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets a unit beside a number the way people write it. Immutable. */
record Measure(String unit) {
  private static final Pattern MONEY =
      Pattern.compile(
          "(?:in )?(EUR|USD|GBP|SEK|NOK|DKK|CHF|JPY|CNY|INR|CAD|AUD|€|\\$|£|US\\$) ?"
              + "(thousand|million|billion|trillion|[mk]|mn|mln|bn)?s?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DIGIT = Pattern.compile("\\d");

  boolean isPercent() {
    return unit.equals("%")
        || unit.equalsIgnoreCase("per cent")
        || unit.equalsIgnoreCase("percent");
  }

  /** The number with its unit; a unit that holds digits itself is left to the table's head. */
  String with(String number) {
    Matcher money = MONEY.matcher(unit);
    if (money.matches()) {
      String sign = money.group(1);
      String gap = sign.length() > 2 && !sign.equals("US$") ? " " : "";
      String scale = money.group(2) == null ? "" : " " + money.group(2);
      return sign + gap + number + scale;
    }
    boolean silent = unit.isBlank() || DIGIT.matcher(unit).find();
    return silent ? number : number + " " + unit.trim();
  }
}
