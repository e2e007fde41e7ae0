package io.consilium.verifier.figures.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a sentence gives for a period.
 *
 * @param text as written
 * @param value with its word of scale applied
 * @param reach half a unit of its last digit, more after a word such as "about"
 * @param period key of the nearest period in the sentence
 * @param sentence it stands in, lower case
 */
record Statement(String text, double value, double reach, String period, String sentence) {
  private static final Map<String, Double> WORDS =
      Map.of(
          "thousand",
          1e3,
          "k",
          1e3,
          "million",
          1e6,
          "mn",
          1e6,
          "m",
          1e6,
          "billion",
          1e9,
          "bn",
          1e9,
          "b",
          1e9,
          "trillion",
          1e12);
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.,'/-])(\\d{1,3}(?:,\\d{3})+|\\d{1,12})(\\.\\d{1,6})?"
              + "(?: ?(thousand|million|billion|trillion|bn|mn|k|m|b)\\b)?(\\s?%| per ?cent| pp\\b)?"
              + "(?![\\w/-]|[.,]\\d)");
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?:q ?[1-4]|[1-4]q|(?:first|second|third|fourth) quarter(?: of)?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)?[a-z.]{0,6}"
              + "[ ,]{0,2}\\b(?:19|20)\\d\\d\\b(?:-q[1-4]|-\\d\\d)?");
  private static final Pattern ROUGHLY =
      Pattern.compile(
          "(about|around|roughly|nearly|almost|over|more than|some|under|below|above)\\W*$");
  private static final Pattern AHEAD =
      Pattern.compile(
          "\\b(expect|forecast|outlook|guidance|plan|target|project|anticipat|will|aim|budget)");
  private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth");
  private static final double ROUGH = 0.05;

  /** Every number of a text that has a period in its sentence; shares are left out. */
  static List<Statement> in(String prose) {
    List<Statement> all = new ArrayList<>();
    for (String sentence : prose.split("(?<=[.!?])\\s+(?=[A-Z\"])|\\n")) {
      all.addAll(inSentence(sentence.toLowerCase(Locale.ROOT)));
    }
    return all;
  }

  /** True if the sentence speaks of what is to come. */
  boolean looksAhead() {
    return AHEAD.matcher(sentence).find();
  }

  private static List<Statement> inSentence(String sentence) {
    List<Statement> all = new ArrayList<>();
    Matcher m = NUMBER.matcher(sentence);
    while (m.find()) {
      boolean year = m.group(1).matches("(19|20)\\d\\d") && m.group(2) == null;
      if (m.group(4) == null && !year && m.group(1).length() + length(m.group(2)) > 1) {
        Matcher found = m;
        nearest(sentence, m.start(), m.end())
            .ifPresent(period -> all.add(statement(found, period, sentence)));
      }
    }
    return all;
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  private static Statement statement(Matcher m, String period, String sentence) {
    String digits = m.group(1).replace(",", "") + (m.group(2) == null ? "" : m.group(2));
    double word = m.group(3) == null ? 1 : WORDS.get(m.group(3));
    BigDecimal written = new BigDecimal(digits);
    double value = written.doubleValue() * word;
    boolean rough = ROUGHLY.matcher(sentence.substring(0, m.start())).find();
    double reach = Numbers.halfUnit(written) * word + (rough ? ROUGH * value : 0);
    return new Statement(m.group().strip(), value, reach, period, sentence);
  }

  /** The first period after the number, else the last before it. */
  private static Optional<String> nearest(String sentence, int start, int end) {
    Optional<String> before = Optional.empty();
    Matcher m = PERIOD.matcher(sentence);
    while (m.find()) {
      Optional<String> key = key(m.group().strip());
      if (m.start() >= end && key.isPresent()) {
        return key;
      }
      before = m.end() <= start && key.isPresent() ? key : before;
    }
    return before;
  }

  private static Optional<String> key(String printed) {
    String text = printed;
    for (int i = 0; i < ORDINALS.size(); i++) {
      text = text.replaceAll(ORDINALS.get(i) + " quarter(?: of)?", "q" + (i + 1));
    }
    return plainKey(text);
  }

  private static Optional<String> plainKey(String text) {
    int year = text.replaceAll("(-q[1-4]|-\\d\\d)$", "").length() - 4;
    return PeriodKey.of(text).or(() -> PeriodKey.of(text.substring(Math.max(0, year))));
  }
}
