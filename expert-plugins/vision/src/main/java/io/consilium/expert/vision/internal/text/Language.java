package io.consilium.expert.vision.internal.text;

import java.util.Locale;
import java.util.Set;

/** Tells English from anything else by its most frequent words. */
public final class Language {
  private static final int ENOUGH = 12;
  private static final Set<String> COMMON =
      Set.of(
          "the", "of", "and", "to", "in", "a", "is", "was", "for", "on", "with", "by", "at", "from",
          "as", "that", "it", "its", "are", "were", "be", "has", "have", "had", "than", "this",
          "an", "or", "not", "we", "our", "which", "after", "over", "under", "while", "since",
          "per", "cent", "year", "quarter", "month", "million", "billion", "total", "sales",
          "revenue", "all", "but", "will", "rose", "fell", "up", "down", "more", "less", "table",
          "figure", "source", "between", "their", "his", "her", "they", "been", "into");

  private Language() {}

  /** {@code en}, or {@code other} if there is enough text and it does not look English. */
  public static String of(String text) {
    int words = 0;
    int common = 0;
    int foreign = 0;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+")) {
      if (word.isEmpty()) {
        continue;
      }
      words++;
      if (COMMON.contains(word)) {
        common++;
      }
      if (word.chars().anyMatch(c -> c > 127 && Character.isLetter(c))) {
        foreign++;
      }
    }
    if (words < ENOUGH) {
      return foreign * 3 > words ? "other" : "en";
    }
    return common >= 0.12 * words && foreign < 0.15 * words ? "en" : "other";
  }
}
