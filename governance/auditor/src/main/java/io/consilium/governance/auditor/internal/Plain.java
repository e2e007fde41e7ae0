package io.consilium.governance.auditor.internal;

import java.util.Locale;

/** Makes foreign text harmless for a terminal. */
final class Plain {

  private Plain() {}

  /** The text with control and formatting characters written out; newlines stay. */
  static String text(String foreign) {
    StringBuilder out = new StringBuilder();
    foreign
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n' || harmless(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
              }
            });
    return out.toString();
  }

  /** As {@link #text}, in one line. */
  static String line(String foreign) {
    return text(foreign.strip()).replace("\n", "\\n");
  }

  /** JSON with the same meaning, whose texts are harmless for a terminal and for a reader. */
  static String json(String json) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < json.length(); ) {
      int c = json.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || c == '\r' || harmless(c)) {
        out.appendCodePoint(c);
      } else {
        for (char unit : Character.toChars(c)) {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
    }
    return out.toString();
  }

  /** Letters and marks that nobody sees, though Unicode does not count them as formatting. */
  private static boolean unseen(int c) {
    return c == 0x034f
        || c == 0x115f
        || c == 0x1160
        || c == 0x17b4
        || c == 0x17b5
        || c == 0x2800
        || c == 0x3164
        || c == 0xffa0
        || (c >= 0x180b && c <= 0x180f)
        || (c >= 0xfe00 && c <= 0xfe0f)
        || (c >= 0xe0100 && c <= 0xe01ef);
  }

  private static boolean harmless(int c) {
    return !unseen(c) && visible(c);
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
