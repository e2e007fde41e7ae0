package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.chart.AxisReader.ValueAxis;
import io.consilium.expert.vision.internal.image.Boxes;
import java.util.Optional;

/** Where marks can stand: between the value axis' ends and beside its labels. */
final class ChartFrame {
  private ChartFrame() {}

  static Box plot(ChartScan scan, Optional<ValueAxis> axis) {
    Box all = scan.bounds();
    if (axis.isEmpty()) {
      return all;
    }
    ValueAxis found = axis.get();
    int unit = scan.unit();
    Box ticks = found.box();
    if (found.upright()) {
      boolean left = Boxes.centerX(ticks) < all.width() / 2.0;
      int top = Math.max(0, ticks.y() - 2 * unit);
      int bottom = Math.min(all.height(), ticks.bottom() + unit / 2);
      return left
          ? Boxes.of(ticks.right() + 1, top, all.width(), bottom)
          : Boxes.of(0, top, ticks.x() - 1, bottom);
    }
    boolean below = Boxes.centerY(ticks) > all.height() / 2.0;
    int left = Math.max(0, ticks.x() - unit);
    int right = Math.min(all.width(), ticks.right() + 2 * unit);
    return below
        ? Boxes.of(left, 0, right, ticks.y() - 1)
        : Boxes.of(left, ticks.bottom() + 1, right, all.height());
  }
}
