package io.consilium.expert.nlp.internal.summary;

import java.util.regex.Pattern;

/** Names a document after its heading, or else after its first words. Stateless. */
final class Names {
  private static final int HEADING = 90;
  private static final int WORDS = 8;
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

  private Names() {}

  static String of(String text) {
    String first =
        text.lines()
            .limit(200)
            .map(line -> BLANK.matcher(line).replaceAll(" ").replaceAll("^[#=* ]+", "").trim())
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("Untitled");
    if (first.length() <= HEADING && !first.endsWith(".")) {
      return first;
    }
    String[] words = first.split(" ", WORDS + 1);
    String start =
        words.length > WORDS
            ? first.substring(0, first.length() - words[WORDS].length()).trim()
            : first;
    return start.length() > HEADING ? start.substring(0, HEADING) + "…" : start + " …";
  }
}
