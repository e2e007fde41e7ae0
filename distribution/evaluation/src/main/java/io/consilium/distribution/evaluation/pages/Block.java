package io.consilium.distribution.evaluation.pages;

import java.awt.Graphics2D;

/** Something that takes room on a page; lengths in points. */
interface Block {
  double height(Graphics2D g, double width);

  void paint(Graphics2D g, double x, double y, double width);

  /** Empty room. */
  static Block gap(double height) {
    return new Block() {
      @Override
      public double height(Graphics2D g, double width) {
        return height;
      }

      @Override
      public void paint(Graphics2D g, double x, double y, double width) {
        // Empty room shows nothing.
      }
    };
  }
}
