package io.consilium.expert.nlp.internal.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns text into the token ids of an uncased BERT vocabulary: clean, lower-case, strip accents,
 * split at white space and punctuation, then longest match first (Wu et al. 2016). Immutable.
 */
final class WordPiece {
  private static final Pattern ENTRY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*(\\d+)");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> ids;
  private final int unknown;
  private final int start;
  private final int end;

  private WordPiece(Map<String, Integer> ids) {
    this.ids = ids;
    this.unknown = id("[UNK]");
    this.start = id("[CLS]");
    this.end = id("[SEP]");
  }

  private int id(String token) {
    Integer found = ids.get(token);
    if (found == null) {
      throw new IllegalArgumentException(
          "The vocabulary lacks " + token + " (" + ids.size() + " entries).");
    }
    return found;
  }

  /**
   * Reads the vocabulary out of a {@code tokenizer.json} of the Hugging Face tokenizers.
   *
   * @throws IOException if it cannot be read
   */
  static WordPiece read(InputStream tokenizerJson) throws IOException {
    String json = new String(tokenizerJson.readAllBytes(), StandardCharsets.UTF_8);
    int vocabulary = json.indexOf("\"vocab\"");
    if (vocabulary < 0) {
      throw new IOException("The tokenizer file holds no \"vocab\".");
    }
    Map<String, Integer> ids = new HashMap<>(1 << 16);
    Matcher entry = ENTRY.matcher(json).region(json.indexOf('{', vocabulary), json.length());
    while (entry.find()) {
      ids.put(unescaped(entry.group(1)), Integer.valueOf(entry.group(2)));
    }
    return new WordPiece(Map.copyOf(ids));
  }

  private static String unescaped(String json) {
    return json.indexOf('\\') < 0
        ? json
        : ESCAPE
            .matcher(json)
            .replaceAll(
                hit ->
                    Matcher.quoteReplacement(
                        hit.group(1).length() == 5
                            ? Character.toString(Integer.parseInt(hit.group(1).substring(1), 16))
                            : hit.group(1)));
  }

  /** Token ids between the start and the end mark, at most {@code limit} with both. */
  long[] ids(String text, int limit) {
    List<Integer> out = new ArrayList<>();
    out.add(start);
    for (String word : words(text)) {
      if (out.size() >= limit - 1) {
        break;
      }
      append(word, out);
    }
    int kept = Math.min(out.size(), limit - 1);
    long[] result = new long[kept + 1];
    for (int i = 0; i < kept; i++) {
      result[i] = out.get(i);
    }
    result[kept] = end;
    return result;
  }

  private void append(String word, List<Integer> out) {
    if (word.length() > LONGEST_WORD) {
      out.add(unknown);
      return;
    }
    List<Integer> pieces = new ArrayList<>();
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      Integer piece = null;
      while (to > from && piece == null) {
        String part = word.substring(from, to);
        piece = ids.get(from == 0 ? part : "##" + part);
        to--;
      }
      if (piece == null) {
        out.add(unknown);
        return;
      }
      pieces.add(piece);
      from = to + 1;
    }
    out.addAll(pieces);
  }

  static List<String> words(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
            .replaceAll("");
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain.codePoints().forEach(c -> step(c, word, words));
    flush(word, words);
    return words;
  }

  private static void step(int c, StringBuilder word, List<String> words) {
    if (c == 0 || c == 0xFFFD) {
      return;
    }
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      flush(word, words);
    } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
      return;
    } else if (isPunctuation(c) || Character.isIdeographic(c)) {
      flush(word, words);
      words.add(Character.toString(c));
    } else {
      word.appendCodePoint(c);
    }
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isPunctuation(int c) {
    if ((c >= 33 && c <= 47)
        || (c >= 58 && c <= 64)
        || (c >= 91 && c <= 96)
        || (c >= 123 && c <= 126)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
