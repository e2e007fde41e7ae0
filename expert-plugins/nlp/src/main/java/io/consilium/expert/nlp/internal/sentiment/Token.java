package io.consilium.expert.nlp.internal.sentiment;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A word, a number or a sign of a sentence.
 *
 * @param word in lower case
 * @param start where it begins in the sentence
 * @param end where it ends
 */
record Token(String word, int start, int end) {
  private static final Pattern TOKEN =
      Pattern.compile("\\p{L}[\\p{L}'’&-]*[\\p{L}]|\\p{L}|\\d[\\d.,]*\\d|\\d|[^\\s\\p{L}\\d]");

  static List<Token> of(String sentence) {
    return TOKEN
        .matcher(sentence)
        .results()
        .map(
            hit ->
                new Token(
                    hit.group().toLowerCase(Locale.ROOT).replace('’', '\''),
                    hit.start(),
                    hit.end()))
        .toList();
  }

  boolean isNumber() {
    return Character.isDigit(word.charAt(0));
  }
}
