package io.consilium.distribution.evaluation.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/**
 * A ruled table; shrinks its type until it fits the width.
 *
 * @param airiness most room that a column gets beyond what it needs
 */
record TableBlock(Sheet sheet, Look look, double size, double airiness) implements Block {
  private static final double PADDING = 5;
  private static final double LEADING = 1.55;

  TableBlock(Sheet sheet, Look look) {
    this(sheet, look, look.size(), sheet.header().size() <= 3 ? 60 : 18);
  }

  @Override
  public double height(Graphics2D g, double width) {
    return (sheet.rows().size() + 1) * row(fitted(g, width)) + 4;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, double width) {
    double type = fitted(g, width);
    double[] edges = edges(g, width, type);
    double row = row(type);
    background(g, x, y, edges, row);
    line(g, sheet.header(), x, y, edges, row, look.figures().bold(type));
    for (int i = 0; i < sheet.rows().size(); i++) {
      Font font =
          sheet.strong().contains(i) ? look.figures().bold(type) : look.figures().regular(type);
      line(g, sheet.rows().get(i), x, y + (i + 1) * row, edges, row, font);
    }
    rules(g, x, y, edges, row);
  }

  private static double row(double type) {
    return type * LEADING;
  }

  private double fitted(Graphics2D g, double width) {
    double type = size;
    while (type > 4.5 && Arrays.stream(natural(g, type)).sum() > width) {
      type -= 0.25;
    }
    return type;
  }

  private double[] natural(Graphics2D g, double type) {
    double[] widths = new double[sheet.header().size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Text.width(g, look.figures().bold(type), sheet.header().get(c));
      for (List<String> row : sheet.rows()) {
        widths[c] = Math.max(widths[c], Text.width(g, look.figures().bold(type), row.get(c)));
      }
      widths[c] += 2 * PADDING;
    }
    return widths;
  }

  /** Left edges of the columns and the right edge of the last. */
  private double[] edges(Graphics2D g, double width, double type) {
    double[] natural = natural(g, type);
    double spare = Math.max(0, width - Arrays.stream(natural).sum());
    double each = Math.min(airiness, spare / natural.length);
    double[] edges = new double[natural.length + 1];
    for (int c = 0; c < natural.length; c++) {
      double gap =
          c + 1 == sheet.divider() ? Math.min(24, Math.max(0, spare - each * natural.length)) : 0;
      edges[c + 1] = edges[c] + natural[c] + each + gap;
    }
    return edges;
  }

  private void line(
      Graphics2D g, List<String> cells, double x, double y, double[] edges, double row, Font font) {
    g.setFont(font);
    g.setColor(look.ink());
    for (int c = 0; c < cells.size(); c++) {
      boolean label = c == 0 || c == sheet.divider() && sheet.divider() > 0;
      double gap = c + 1 == sheet.divider() ? 24 : 0;
      double at =
          label
              ? edges[c] + PADDING
              : edges[c + 1] - gap - PADDING - Text.width(g, font, cells.get(c));
      g.drawString(cells.get(c), (float) (x + at), (float) (y + 0.72 * row));
    }
  }

  private void background(Graphics2D g, double x, double y, double[] edges, double row) {
    if (look.rules() == Look.Rules.STRIPES) {
      g.setColor(new Color(0, 0, 0, 18));
      for (int i = 0; i < sheet.rows().size(); i += 2) {
        g.fill(new Rectangle2D.Double(x, y + (i + 1) * row, edges[edges.length - 1], row));
      }
    }
  }

  private void rules(Graphics2D g, double x, double y, double[] edges, double row) {
    double right = x + edges[edges.length - 1];
    int last = sheet.rows().size() + 1;
    g.setColor(look.accent());
    g.setStroke(new BasicStroke(0.7f));
    boolean every = look.rules() == Look.Rules.EVERY_ROW || look.rules() == Look.Rules.GRID;
    for (int i = 0; i <= last; i++) {
      boolean frame = i == 1 || i == last || i == 0 && look.rules() != Look.Rules.STRIPES;
      boolean total = sheet.strong().contains(i - 1);
      if (every || total || (frame && look.rules() != Look.Rules.NONE)) {
        g.draw(new Line2D.Double(x, y + i * row, right, y + i * row));
      }
    }
    if (look.rules() == Look.Rules.GRID) {
      for (double edge : edges) {
        g.draw(new Line2D.Double(x + edge, y, x + edge, y + last * row));
      }
    }
  }
}
