package io.consilium.distribution.evaluation.pages;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws bars, lines, markers and the figures at them. */
record ChartMarks(Graphics2D g, Rectangle2D plot, Axis axis, ChartBlock chart) {

  void paint() {
    int count = chart.data().series().size();
    for (int i = 0; i < count; i++) {
      double[] values = chart.data().series().get(i).values();
      switch (chart.style().kind()) {
        case BAR, GROUPED_BAR -> bars(values, i, count);
        case HORIZONTAL_BAR -> sideways(values);
        default -> line(values, i);
      }
    }
    g.setColor(chart.look().ink());
    g.setStroke(new BasicStroke(0.7f));
    if (axis.low() < 0
        && axis.high() > 0
        && chart.style().kind() != ChartStyle.Kind.HORIZONTAL_BAR) {
      g.draw(new Line2D.Double(plot.getX(), y(0), plot.getMaxX(), y(0)));
    }
  }

  private double band() {
    double length =
        chart.style().kind() == ChartStyle.Kind.HORIZONTAL_BAR ? plot.getHeight() : plot.getWidth();
    return length / chart.data().categories().size();
  }

  private double y(double value) {
    return plot.getMaxY() - axis.share(value) * plot.getHeight();
  }

  private double x(double value) {
    return plot.getX() + axis.share(value) * plot.getWidth();
  }

  private void bars(double[] values, int series, int count) {
    double each = band() * 0.72 / count;
    for (int t = 0; t < values.length; t++) {
      double left = plot.getX() + (t + 0.14) * band() + series * each;
      double top = Math.min(y(values[t]), y(0));
      g.setColor(chart.color(series));
      g.fill(new Rectangle2D.Double(left, top, each, Math.abs(y(values[t]) - y(0))));
      label(values[t], left + each / 2, values[t] < 0 ? y(values[t]) + chart.type() + 1 : top - 3);
    }
  }

  private void sideways(double[] values) {
    for (int t = 0; t < values.length; t++) {
      double top = plot.getY() + (t + 0.18) * band();
      double left = Math.min(x(values[t]), x(0));
      g.setColor(chart.color(0));
      g.fill(new Rectangle2D.Double(left, top, Math.abs(x(values[t]) - x(0)), band() * 0.64));
      if (chart.style().valueLabels()) {
        Font font = chart.look().figures().regular(chart.type());
        String text = chart.numbers().bare(values[t]);
        double at = values[t] >= 0 ? x(values[t]) + 3 : left - 3 - Text.width(g, font, text);
        g.setColor(chart.look().ink());
        g.setFont(font);
        g.drawString(text, (float) at, (float) (top + band() * 0.32 + chart.type() * 0.35));
      }
    }
  }

  private void line(double[] values, int series) {
    Path2D path = new Path2D.Double();
    for (int t = 0; t < values.length; t++) {
      double x = plot.getX() + (t + 0.5) * band();
      if (t == 0) {
        path.moveTo(x, y(values[t]));
      } else {
        path.lineTo(x, y(values[t]));
      }
    }
    g.setColor(chart.color(series));
    g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
    for (int t = 0; t < values.length; t++) {
      double x = plot.getX() + (t + 0.5) * band();
      if (chart.style().kind() == ChartStyle.Kind.LINE_WITH_MARKERS) {
        g.setColor(chart.color(series));
        g.fill(new Ellipse2D.Double(x - 2.6, y(values[t]) - 2.6, 5.2, 5.2));
      }
      label(values[t], x, y(values[t]) - 5);
    }
  }

  private void label(double value, double centre, double baseline) {
    Font font = chart.look().figures().regular(chart.type() - 0.5);
    String text = chart.numbers().bare(value);
    double width = Text.width(g, font, text);
    if (chart.style().valueLabels() && width < band() * 1.02) {
      g.setColor(chart.look().ink());
      g.setFont(font);
      g.drawString(text, (float) (centre - width / 2), (float) baseline);
    }
  }
}
