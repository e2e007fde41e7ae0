package io.consilium.governance.auditor.internal;

/** Foreign text in HTML and SVG. Pure. */
final class Html {
  private Html() {}

  /** Text with everything escaped that could be taken for markup or deceive a reader. */
  static String text(String foreign) {
    return Plain.text(foreign)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String element(String name, String foreign) {
    return "<" + name + ">" + text(foreign) + "</" + name + ">\n";
  }
}
