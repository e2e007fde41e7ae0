package io.consilium.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of people as they are handed over, in one form: one person's are to compare as equal,
 * however and wherever they are typed. Pure and thread-safe.
 */
public final class PersonName {
  private static final int LONGEST = 100;

  /**
   * Characters without a picture that are of no category of such: Unicode's property
   * Default_Ignorable_Code_Point (UAX #44), which Java does not know, and the blank of Braille.
   */
  private static final int[][] WITHOUT_A_PICTURE = {
    {0x034F, 0x034F},
    {0x115F, 0x1160},
    {0x17B4, 0x17B5},
    {0x180B, 0x180F},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xFE00, 0xFE0F},
    {0xFFA0, 0xFFA0},
    {0xE0000, 0xE0FFF}
  };

  /** Nobody in particular, and pseudonyms: as a person's name they would not compare as his. */
  private static final Pattern OF_RECORDS = Pattern.compile("local|person-[0-9a-f]{32}");

  private PersonName() {}

  /**
   * The name of whoever does something, in its one form.
   *
   * @param doing what the person does, such as {@code decides}
   * @throws IllegalArgumentException as {@link #form} does, or if it is blank or one that only
   *     records give
   */
  public static String of(String typed, String doing) {
    String name = form(typed, "who " + doing);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Who " + doing + " is not said. Maybe add --as NAME.");
    }
    if (OF_RECORDS.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of who "
              + doing
              + " is none of a person, but one that records give ("
              + name
              + "). Maybe use another with --as NAME.");
    }
    return name;
  }

  /**
   * A name in its one form: Unicode's NFKC in small letters, one space between words. Letters of
   * different scripts that look alike stay different.
   *
   * @param whose such as {@code who decides}
   * @return empty for a blank one
   * @throws IllegalArgumentException if it is longer than 100 characters, or holds what cannot be
   *     seen; the message is for a person
   */
  public static String form(String name, String whose) {
    String form = composed(composed(name.strip()).toLowerCase(Locale.ROOT));
    form = form.replaceAll("\\p{Zs}+", " ").strip();
    form.codePoints()
        .filter(PersonName::unseen)
        .findFirst()
        .ifPresent(
            at -> {
              throw new IllegalArgumentException(
                  String.format(
                      "The name of %s holds a character that cannot be seen (U+%04X). Maybe write"
                          + " it without.",
                      whose, at));
            });
    int length = form.codePointCount(0, form.length());
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "The name of "
              + whose
              + " is too long ("
              + length
              + " characters). Maybe use one of "
              + LONGEST
              + " at most.");
    }
    return form;
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  private static boolean unseen(int character) {
    for (int[] range : WITHOUT_A_PICTURE) {
      if (character >= range[0] && character <= range[1]) {
        return true;
      }
    }
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
