package io.consilium.expert.grid.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a line, that still knows where it stands.
 *
 * @param text without spaces around it
 * @param line from 1
 * @param start in the line, from 0
 */
record Phrase(String text, int line, int start) {
  private static final Pattern BULLET = Pattern.compile("(-|\\*|[0-9]+[.)])\\s+");

  /** What is wrong and where; becomes a message once it is known what to do. */
  record Fault(int line, int column, String what) {
    Malformed maybe(String advice) {
      return new Malformed(where() + what + " Maybe " + advice + ".");
    }

    Malformed asIs() {
      return new Malformed(where() + what);
    }

    private String where() {
      return "Line " + line + ", column " + column + ": ";
    }
  }

  static Phrase of(String text, int line) {
    return new Phrase(text, line, 0).stripped();
  }

  /** The part from one index to another. */
  Phrase part(int from, int to) {
    return new Phrase(text.substring(from, to), line, start + from).stripped();
  }

  Phrase withoutBullet() {
    Matcher bullet = BULLET.matcher(text);
    Phrase rest = bullet.lookingAt() ? part(bullet.end(), text.length()) : this;
    return rest.text.endsWith(".") ? rest.part(0, rest.text.length() - 1) : rest;
  }

  private Phrase stripped() {
    int lead = text.length() - text.stripLeading().length();
    return new Phrase(text.strip(), line, start + lead);
  }

  Fault fault(String what) {
    return new Fault(line, start + 1, what);
  }
}
