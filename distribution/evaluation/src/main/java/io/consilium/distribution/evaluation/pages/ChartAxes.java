package io.consilium.distribution.evaluation.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Draws axes, ticks, grid and category labels. */
final class ChartAxes {
  private static final Color GRID = new Color(0xd9d9d9);

  private ChartAxes() {}

  static void upright(Graphics2D g, Rectangle2D plot, Axis axis, ChartBlock chart, Font font) {
    NumberStyle ticks = chart.tickStyle(axis);
    g.setFont(font);
    for (double tick : axis.ticks()) {
      double y = plot.getMaxY() - axis.share(tick) * plot.getHeight();
      grid(g, chart, new Line2D.Double(plot.getX(), y, plot.getMaxX(), y));
      String label = ticks.bare(tick);
      g.setColor(chart.look().ink());
      double width = Text.width(g, font, label);
      g.drawString(label, (float) (plot.getX() - width - 5), (float) (y + font.getSize2D() * 0.35));
      g.draw(new Line2D.Double(plot.getX() - 3, y, plot.getX(), y));
    }
    frame(g, plot, chart);
    g.draw(new Line2D.Double(plot.getX(), plot.getY(), plot.getX(), plot.getMaxY()));
    g.draw(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
    categories(g, plot, chart, font);
  }

  static void sideways(Graphics2D g, Rectangle2D plot, Axis axis, ChartBlock chart, Font font) {
    NumberStyle ticks = chart.tickStyle(axis);
    g.setFont(font);
    for (double tick : axis.ticks()) {
      double x = plot.getX() + axis.share(tick) * plot.getWidth();
      grid(g, chart, new Line2D.Double(x, plot.getY(), x, plot.getMaxY()));
      String label = ticks.bare(tick);
      g.setColor(chart.look().ink());
      g.drawString(
          label,
          (float) (x - Text.width(g, font, label) / 2),
          (float) (plot.getMaxY() + font.getSize2D() * 1.4));
    }
    frame(g, plot, chart);
    g.draw(new Line2D.Double(plot.getX(), plot.getY(), plot.getX(), plot.getMaxY()));
    List<String> labels = chart.data().categories();
    double band = plot.getHeight() / labels.size();
    for (int i = 0; i < labels.size(); i++) {
      double y = plot.getY() + (i + 0.5) * band + font.getSize2D() * 0.35;
      double width = Text.width(g, font, labels.get(i));
      g.drawString(labels.get(i), (float) (plot.getX() - width - 5), (float) y);
    }
  }

  private static void grid(Graphics2D g, ChartBlock chart, Line2D line) {
    g.setStroke(new BasicStroke(0.5f));
    if (chart.style().grid()) {
      g.setColor(GRID);
      g.draw(line);
    }
  }

  private static void frame(Graphics2D g, Rectangle2D plot, ChartBlock chart) {
    g.setColor(chart.look().ink());
    g.setStroke(new BasicStroke(0.7f));
    if (chart.style().frame()) {
      g.draw(plot);
    }
  }

  /** Every label that fits; else every second, third and so on, counted from the first. */
  private static void categories(Graphics2D g, Rectangle2D plot, ChartBlock chart, Font font) {
    List<String> labels = chart.data().categories();
    double band = plot.getWidth() / labels.size();
    double widest = labels.stream().mapToDouble(text -> Text.width(g, font, text)).max().orElse(0);
    int every = (int) Math.ceil((widest + 5) / band);
    boolean turned = every == 2 && labels.size() <= 14 && plot.getHeight() > 90;
    for (int i = 0; i < labels.size(); i += turned ? 1 : every) {
      double x = plot.getX() + (i + 0.5) * band;
      double width = Text.width(g, font, labels.get(i));
      if (turned) {
        AffineTransform before = g.getTransform();
        g.translate(x + 3, plot.getMaxY() + 8);
        g.rotate(-Math.PI / 8);
        g.drawString(labels.get(i), (float) -width, 0);
        g.setTransform(before);
      } else {
        g.drawString(
            labels.get(i),
            (float) (x - width / 2),
            (float) (plot.getMaxY() + font.getSize2D() * 1.4));
      }
    }
  }
}
