package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;

/** Names that people give of themselves: one person's are to compare as equal. */
final class Names {
  static final int LONGEST = 100;

  private Names() {}

  /**
   * The field {@code name} of a request, in Unicode's NFKC form and without space around it.
   *
   * @param doing what the person does, such as {@code decides}
   * @throws IllegalArgumentException if it is blank, longer than {@value #LONGEST} characters, or
   *     holds what cannot be seen; the message is for a person
   */
  static String person(JsonNode request, String doing) {
    String name =
        Normalizer.normalize(request.path("name").asText(""), Normalizer.Form.NFKC).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Who " + doing + " is not said. Maybe add --as NAME.");
    }
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "The name of who "
              + doing
              + " is too long ("
              + length
              + " characters). Maybe use one of "
              + LONGEST
              + " at most.");
    }
    name.codePoints()
        .filter(Names::unseen)
        .findFirst()
        .ifPresent(
            at -> {
              throw new IllegalArgumentException(
                  String.format(
                      "The name of who %s holds a character that cannot be seen (U+%04X). Maybe"
                          + " write it without.",
                      doing, at));
            });
    return name;
  }

  private static boolean unseen(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.PRIVATE_USE:
      case Character.UNASSIGNED:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }
}
