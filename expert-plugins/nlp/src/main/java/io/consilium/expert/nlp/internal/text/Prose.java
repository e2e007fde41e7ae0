package io.consilium.expert.nlp.internal.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells prose from what merely stands between it: rows of figures, legal small print, addresses.
 * Stateless.
 */
public final class Prose {
  private static final Pattern TOKEN = Pattern.compile("\\S+");
  private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
  private static final Pattern FIGURE = Pattern.compile("[-+(]?[$€£]?\\d[\\d.,%()]*|[-–—|/]+");
  private static final Pattern SMALL_PRINT =
      Pattern.compile(
          "forward-looking statements?|all rights reserved|©|copyright|privacy polic|terms of use"
              + "|for (further|more) information|please contact|investor relations contact"
              + "|conference call|webcast|www\\.|https?://|e-?mail:|tel\\.? ?[:+]|page \\d+"
              + "|^sources?:|^notes?:|this (press release|announcement|document) (is|does|may)"
              + "|not constitute an offer|unaudited|figures? in brackets|in accordance with ifrs");

  private static final Pattern END = Pattern.compile("[.!?…][\"'”’)\\]]*$");

  private Prose() {}

  /** True if the sentence says something that can sound good or bad. */
  public static boolean tells(String sentence) {
    return !tabular(sentence) && !smallPrint(sentence);
  }

  /** True for rows of a table, bare headings of two words and the like. */
  public static boolean tabular(String sentence) {
    long tokens = TOKEN.matcher(sentence).results().count();
    long words = WORD.matcher(sentence).results().count();
    long figures =
        TOKEN
            .matcher(sentence)
            .results()
            .filter(token -> FIGURE.matcher(token.group()).matches())
            .count();
    return words < 2 || (figures >= 4 && figures * 2 > tokens);
  }

  /** True for a whole sentence, false for a heading. */
  public static boolean ends(String sentence) {
    return END.matcher(sentence).find();
  }

  static boolean smallPrint(String sentence) {
    return SMALL_PRINT.matcher(sentence.toLowerCase(Locale.ROOT)).find();
  }
}
