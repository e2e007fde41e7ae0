package io.consilium.framework.console.internal.page;

/** Shapes of a drawing, styled by class, measured in the drawing's own units. */
record Svg(Html html) {
  /** Opens a drawing that a screen reader is told the name of. */
  void open(String style, double width, double height, String... naming) {
    html.open("div", "class", "plot-scroll");
    String[] attributes = new String[naming.length + 6];
    attributes[0] = "class";
    attributes[1] = style;
    attributes[2] = "role";
    attributes[3] = "img";
    attributes[4] = "viewBox";
    attributes[5] = "0 0 " + Html.number(width) + " " + Html.number(height);
    System.arraycopy(naming, 0, attributes, 6, naming.length);
    html.open("svg", attributes);
  }

  void close() {
    html.close("svg").close("div");
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    html.shape("line", "", at(style, "x1", x1, "y1", y1, "x2", x2, "y2", y2));
  }

  void circle(String style, double x, double y, double radius) {
    html.shape("circle", "", at(style, "cx", x, "cy", y, "r", radius));
  }

  /** A bar of text height with its hover text. */
  void bar(String style, String title, double x, double y, double width) {
    html.shape("rect", title, at(style, "x", x, "y", y, "width", width, "height", 12.0, "rx", 2.0));
  }

  void path(String style, String title, String steps) {
    html.shape("path", title, "class", style, "d", steps);
  }

  /**
   * A label at an axis.
   *
   * @param anchor which end of the text stands at x: start, middle or end
   */
  void label(String text, String anchor, double x, double y) {
    html.element(
        "text",
        text,
        "class",
        "tick",
        "text-anchor",
        anchor,
        "x",
        Html.number(x),
        "y",
        Html.number(y));
  }

  private static String[] at(String style, Object... numbers) {
    String[] attributes = new String[numbers.length + 2];
    attributes[0] = "class";
    attributes[1] = style;
    for (int i = 0; i < numbers.length; i++) {
      attributes[i + 2] =
          numbers[i] instanceof Double number ? Html.number(number) : (String) numbers[i];
    }
    return attributes;
  }
}
