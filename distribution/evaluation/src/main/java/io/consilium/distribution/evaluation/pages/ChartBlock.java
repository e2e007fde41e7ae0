package io.consilium.distribution.evaluation.pages;

import io.consilium.distribution.evaluation.pages.Content.Named;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** A chart with title, axes, ticks and legend; the marks are drawn by {@link ChartMarks}. */
record ChartBlock(ChartData data, ChartStyle style, Look look, NumberStyle numbers)
    implements Block {

  @Override
  public double height(Graphics2D g, double width) {
    return style.height();
  }

  @Override
  public void paint(Graphics2D g, double x, double y, double width) {
    Font small = look.figures().regular(type());
    Axis axis = axis();
    Rectangle2D plot = plot(g, x, y, width, small, axis);
    title(g, x, y, width);
    boolean sideways = style.kind() == ChartStyle.Kind.HORIZONTAL_BAR;
    if (sideways) {
      ChartAxes.sideways(g, plot, axis, this, small);
    } else {
      ChartAxes.upright(g, plot, axis, this, small);
    }
    new ChartMarks(g, plot, axis, this).paint();
    legend(g, x, y, width, small);
  }

  double type() {
    return Math.max(6.5, look.size() - 2);
  }

  Axis axis() {
    return Axis.over(data.all(), style.isBar() || style.fromZero(), style.ticks());
  }

  NumberStyle tickStyle(Axis axis) {
    return new NumberStyle(axis.decimals(), numbers.grouping(), "", false);
  }

  Color color(int series) {
    return series == 0 ? look.accent() : look.second();
  }

  private Rectangle2D plot(Graphics2D g, double x, double y, double width, Font small, Axis axis) {
    boolean sideways = style.kind() == ChartStyle.Kind.HORIZONTAL_BAR;
    double left = 0;
    if (sideways) {
      for (String category : data.categories()) {
        left = Math.max(left, Text.width(g, small, category));
      }
    } else {
      for (double tick : axis.ticks()) {
        left = Math.max(left, Text.width(g, small, tickStyle(axis).bare(tick)));
      }
    }
    double top = y + look.size() * 2.2 + (style.legendBelow() ? 0 : legendHeight());
    double foot = type() * 2.4 + (style.legendBelow() ? legendHeight() : 0);
    double right = sideways && style.valueLabels() ? 34 : 10;
    return new Rectangle2D.Double(
        x + left + 10, top, width - left - 10 - right, y + style.height() - foot - top);
  }

  private double legendHeight() {
    return data.series().size() > 1 ? type() * 2 : 0;
  }

  private void title(Graphics2D g, double x, double y, double width) {
    Font font = look.figures().bold(look.size());
    new Text(data.title(), font, look.ink(), 1.3, Text.Align.CENTRE).paint(g, x, y, width);
  }

  private void legend(Graphics2D g, double x, double y, double width, Font small) {
    if (data.series().size() < 2) {
      return;
    }
    double at = x + width / 3;
    double baseline =
        style.legendBelow() ? y + style.height() - 3 : y + look.size() * 2.2 + type() * 0.8;
    g.setFont(small);
    for (int i = 0; i < data.series().size(); i++) {
      Named one = data.series().get(i);
      g.setColor(color(i));
      if (style.isBar()) {
        g.fill(new Rectangle2D.Double(at, baseline - type() * 0.7, type() * 0.8, type() * 0.8));
      } else {
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(at - 6, baseline - 2.5, at + 8, baseline - 2.5));
      }
      g.setColor(look.ink());
      g.drawString(one.name(), (float) (at + type() * 1.4), (float) baseline);
      at += Text.width(g, small, one.name()) + 34;
    }
  }
}
