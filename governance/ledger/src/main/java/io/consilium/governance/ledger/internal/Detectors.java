package io.consilium.governance.ledger.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds personal data in text and masks it as {@code [redacted:iban]}: e-mail addresses, IBANs (ISO
 * 13616, with their check digits), payment cards (ISO/IEC 7812, with the Luhn digit) and phone
 * numbers (written with a plus, or with a leading zero and separators). Pure; what it masked once
 * it leaves alone.
 */
final class Detectors {
  private record Detector(String name, Pattern pattern, Predicate<String> sure) {}

  // In this order: an IBAN's digits may look like a phone number.
  private static final List<Detector> ALL =
      List.of(
          new Detector(
              "e-mail",
              Pattern.compile(
                  "(?<![\\w.+-])[\\w.!#$%&'*+/=?^`{|}~-]{1,64}+@(?:[\\p{L}\\d-]{1,63}\\.){1,8}"
                      + "[\\p{L}]{2,24}",
                  Pattern.UNICODE_CHARACTER_CLASS),
              text -> true),
          new Detector(
              "iban",
              Pattern.compile(
                  "(?<![\\p{L}\\d])[A-Za-z]{2}\\d{2}(?:[ -]?[A-Za-z\\d]){11,30}(?![\\p{L}\\d])"),
              Detectors::iban),
          new Detector(
              "card",
              Pattern.compile(
                  "(?<![\\p{L}\\d.,])(?<!\\d[ -])\\d(?:[ -]?\\d){12,18}(?![\\p{L}\\d])"),
              Detectors::luhn),
          new Detector(
              "phone",
              Pattern.compile(
                  "(?<![\\p{L}\\d.,+])(?<!\\d[ -])(?:\\+|00)[1-9]\\d{0,2}(?:[ ./()-]{0,2}\\d){5,13}(?!\\d)"
                      + "|(?<![\\p{L}\\d.,+])(?<!\\d[ -])\\(?0\\d{1,5}\\)?[ /-]{1,2}\\d(?:[ -]?\\d){4,9}(?!\\d)"),
              text -> true));

  private final List<Detector> chosen;

  Detectors(Set<String> names) {
    this.chosen = ALL.stream().filter(one -> names.contains(one.name())).toList();
  }

  /**
   * Masks what is found.
   *
   * @param counts where each find is counted, by detector
   */
  String mask(String text, Map<String, Integer> counts) {
    String masked = text;
    for (Detector detector : chosen) {
      masked = mask(masked, detector, counts);
    }
    return masked;
  }

  private static String mask(String text, Detector detector, Map<String, Integer> counts) {
    Matcher matcher = detector.pattern().matcher(text);
    StringBuilder out = new StringBuilder();
    int done = 0;
    int from = 0;
    while (matcher.find(from)) {
      String found = longest(matcher.group(), detector.sure());
      if (found.isEmpty()) {
        // Another number may begin within what was no such number.
        from = matcher.start() + 1;
        continue;
      }
      out.append(text, done, matcher.start()).append("[redacted:").append(detector.name());
      out.append(']');
      done = matcher.start() + found.length();
      from = done;
      counts.merge(detector.name(), 1, Integer::sum);
    }
    return done == 0 && out.length() == 0 ? text : out.append(text, done, text.length()).toString();
  }

  /** A number may be followed by a word that looks like more of it. */
  private static String longest(String found, Predicate<String> sure) {
    List<Integer> ends = new ArrayList<>(List.of(found.length()));
    for (int at = found.length() - 1; at > 0; at--) {
      if (found.charAt(at) == ' ' || found.charAt(at) == '-') {
        ends.add(at);
      }
    }
    return ends.stream().map(end -> found.substring(0, end)).filter(sure).findFirst().orElse("");
  }

  /** ISO 7064, MOD 97-10. */
  private static boolean iban(String text) {
    String plain = text.replaceAll("[ -]", "").toUpperCase(java.util.Locale.ROOT);
    if (plain.length() < 15 || plain.length() > 34) {
      return false;
    }
    StringBuilder digits = new StringBuilder();
    for (char c : (plain.substring(4) + plain.substring(0, 4)).toCharArray()) {
      digits.append(Character.getNumericValue(c));
    }
    return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
  }

  private static boolean luhn(String text) {
    String digits = text.replaceAll("[ -]", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int counted = i % 2 == 0 ? digit : digit * 2;
      sum += counted > 9 ? counted - 9 : counted;
    }
    return digits.length() >= 13 && sum % 10 == 0 && digits.chars().distinct().count() > 1;
  }
}
