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

  private static boolean harmless(int c) {
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
