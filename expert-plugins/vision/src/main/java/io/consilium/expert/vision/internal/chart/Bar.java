package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Boxes;

/**
 * A filled rectangle seen along the value axis.
 *
 * @param color index in the palette
 * @param lo smaller pixel along the value axis: the top of an upright bar
 * @param hi larger pixel along the value axis
 * @param from smaller pixel across
 * @param to larger pixel across
 */
record Bar(int color, double lo, double hi, double from, double to) {

  static Bar of(Box box, int color, boolean upright) {
    return upright
        ? new Bar(color, box.y(), box.bottom(), box.x(), box.right())
        : new Bar(color, box.x(), box.right(), box.y(), box.bottom());
  }

  double center() {
    return (from + to) / 2;
  }

  double thickness() {
    return to - from;
  }

  double length() {
    return hi - lo;
  }

  double area() {
    return length() * thickness();
  }

  Box box(boolean upright) {
    return upright
        ? Boxes.of((int) from, (int) lo, (int) to, (int) hi)
        : Boxes.of((int) lo, (int) from, (int) hi, (int) to);
  }
}
