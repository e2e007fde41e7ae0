package io.consilium.distribution.evaluation.pages;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * A paragraph, broken at spaces.
 *
 * @param leading distance of baselines over the type's size
 */
record Text(String text, Font font, Color color, double leading, Align align) implements Block {
  /** Where lines stand. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  @Override
  public double height(Graphics2D g, double width) {
    return lines(g, width).size() * step();
  }

  @Override
  public void paint(Graphics2D g, double x, double y, double width) {
    g.setFont(font);
    g.setColor(color);
    double baseline = y + 0.8 * step();
    for (String line : lines(g, width)) {
      double free = width - width(g, font, line);
      double indent = align == Align.LEFT ? 0 : align == Align.RIGHT ? free : free / 2;
      g.drawString(line, (float) (x + indent), (float) baseline);
      baseline += step();
    }
  }

  private double step() {
    return font.getSize2D() * leading;
  }

  private List<String> lines(Graphics2D g, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(g, font, longer) > width) {
        lines.add(line.toString());
        line.setLength(0);
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
    }
    lines.add(line.toString());
    return lines;
  }

  static double width(Graphics2D g, Font font, String text) {
    return font.getStringBounds(text, g.getFontRenderContext()).getWidth();
  }
}
