package io.consilium.expert.nlp.internal.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of financial news and what they do, as read from {@code lexicon.txt} beside this class.
 * Immutable.
 */
final class Lexicon {
  /** What a phrase does. */
  enum Role {
    METRIC_GOOD,
    METRIC_BAD,
    UP_BACK,
    DOWN_BACK,
    UP_FRONT,
    DOWN_FRONT,
    GOOD,
    BAD,
    NOT,
    HEDGE,
    TURN,
    STOP
  }

  /**
   * A phrase found.
   *
   * @param words how many words it covers
   * @param weight for good and bad, else 1
   */
  record Hit(Role role, int words, double weight) {}

  private record Phrase(String[] words, double weight) {
    boolean matches(List<Token> tokens, int at) {
      if (at + words.length > tokens.size()) {
        return false;
      }
      for (int i = 0; i < words.length; i++) {
        if (!covers(words[i], tokens.get(at + i).word())) {
          return false;
        }
      }
      return true;
    }

    private static boolean covers(String pattern, String word) {
      return pattern.endsWith("*")
          ? word.startsWith(pattern.substring(0, pattern.length() - 1))
          : word.equals(pattern);
    }
  }

  private final Map<Role, Map<String, List<Phrase>>> byRole = new EnumMap<>(Role.class);

  private Lexicon() {}

  /** Reads the shipped lexicon. */
  static Lexicon shipped() {
    try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Lexicon lexicon = new Lexicon();
      lines
          .lines()
          .filter(line -> line.contains(":") && line.charAt(0) != '#')
          .forEach(lexicon::add);
      return lexicon;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    String[] head = line.substring(0, colon).split(" ", 2);
    Role role = Role.valueOf(head[0].toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    double weight = head.length > 1 ? Double.parseDouble(head[1]) : 1;
    for (String phrase : line.substring(colon + 1).split(";", -1)) {
      String[] words = phrase.trim().split(" ");
      byRole
          .computeIfAbsent(role, any -> new HashMap<>())
          .computeIfAbsent(key(words[0]), any -> new ArrayList<>())
          .add(new Phrase(words, weight));
    }
  }

  /** Words are looked up by their first three letters, since a pattern may end in a star. */
  private static String key(String word) {
    String plain = word.endsWith("*") ? word.substring(0, word.length() - 1) : word;
    return plain.substring(0, Math.min(3, plain.length()));
  }

  /** The longest phrase of a role that begins at a token; of equal ones the weightiest. */
  Optional<Hit> at(Role role, List<Token> tokens, int index) {
    Phrase best = null;
    String key = key(tokens.get(index).word());
    for (Phrase phrase : byRole.get(role).getOrDefault(key, List.of())) {
      boolean better =
          best == null
              || phrase.words.length > best.words.length
              || (phrase.words.length == best.words.length && phrase.weight > best.weight);
      if (better && phrase.matches(tokens, index)) {
        best = phrase;
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(new Hit(role, best.words.length, best.weight));
  }

  boolean is(Role role, List<Token> tokens, int index) {
    return at(role, tokens, index).isPresent();
  }
}
