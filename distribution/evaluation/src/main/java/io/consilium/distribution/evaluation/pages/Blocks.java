package io.consilium.distribution.evaluation.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;

/** Blocks made of blocks, and rules between them. */
final class Blocks {
  private Blocks() {}

  /** One below the other. */
  record Column(List<Block> parts) implements Block {
    @Override
    public double height(Graphics2D g, double width) {
      return parts.stream().mapToDouble(part -> part.height(g, width)).sum();
    }

    @Override
    public void paint(Graphics2D g, double x, double y, double width) {
      double at = y;
      for (Block part : parts) {
        part.paint(g, x, at, width);
        at += part.height(g, width);
      }
    }
  }

  /**
   * Side by side.
   *
   * @param share of the width that the left one takes
   */
  record Beside(Block left, Block right, double share, double gutter) implements Block {
    @Override
    public double height(Graphics2D g, double width) {
      return Math.max(left.height(g, leftWidth(width)), right.height(g, rightWidth(width)));
    }

    @Override
    public void paint(Graphics2D g, double x, double y, double width) {
      left.paint(g, x, y, leftWidth(width));
      right.paint(g, x + leftWidth(width) + gutter, y, rightWidth(width));
    }

    private double leftWidth(double width) {
      return (width - gutter) * share;
    }

    private double rightWidth(double width) {
      return (width - gutter) * (1 - share);
    }
  }

  /** A horizontal rule. */
  record Rule(Color color, double thickness) implements Block {
    @Override
    public double height(Graphics2D g, double width) {
      return thickness + 6;
    }

    @Override
    public void paint(Graphics2D g, double x, double y, double width) {
      g.setColor(color);
      g.setStroke(new BasicStroke((float) thickness));
      g.draw(new Line2D.Double(x, y + 2, x + width, y + 2));
    }
  }
}
