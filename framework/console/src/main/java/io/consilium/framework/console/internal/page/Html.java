package io.consilium.framework.console.internal.page;

import java.util.Locale;

/**
 * Writes HTML in which no text can become markup: element text and attribute values are always
 * escaped, tag and attribute names come from the code alone. Not thread-safe.
 */
final class Html {
  private final StringBuilder out = new StringBuilder(64 * 1024);

  /**
   * Opens an element.
   *
   * @param attributes names and values by turns; a pair whose value is empty is left out
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i + 1 < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.append(' ').append(attributes[i]).append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element that holds text alone. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  /** An element of a drawing that holds a hover text alone. */
  Html shape(String tag, String title, String... attributes) {
    open(tag, attributes);
    if (!title.isEmpty()) {
      element("title", title);
    }
    return close(tag);
  }

  /** Markup that is part of this program; never anything that came with a task. */
  Html constant(String markup) {
    out.append(markup);
    return this;
  }

  /** A number for an attribute of a drawing. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  private void escape(String text) {
    text.codePoints().forEach(this::escape);
  }

  private void escape(int code) {
    switch (code) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      default -> {
        boolean control = code < 0x20 && code != '\n' && code != '\t' || code == 0x7f;
        boolean broken = code >= 0xd800 && code <= 0xdfff || code == 0xfffe || code == 0xffff;
        // Marks that turn the direction of writing could make a text read as another one.
        boolean turning = code >= 0x202a && code <= 0x202e || code >= 0x2066 && code <= 0x2069;
        out.appendCodePoint(control || broken || turning ? 0xfffd : code);
      }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
