package io.consilium.distribution.host;

/** Text of plugins and tasks on a terminal. Pure. */
final class ForeignText {
  private ForeignText() {}

  /** The text, with what would act on a terminal or deceive a reader written out. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean acts =
                  Character.isISOControl(c)
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              plain.append(acts ? String.format("\\u%04x", c) : Character.toString(c));
            });
    return plain.toString();
  }
}
