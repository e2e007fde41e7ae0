package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.chart.AxisReader.ValueAxis;
import io.consilium.expert.vision.internal.image.Boxes;
import io.consilium.expert.vision.internal.image.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where marks can stand: beside the value axis' labels, not further than a tick beyond them, and no
 * wider than grid and axes are drawn.
 */
final class ChartFrame {
  private static final double LEAST_INK = 0.3;

  private final ChartScan scan;
  private final ValueAxis axis;
  private final int background;

  private ChartFrame(ChartScan scan, ValueAxis axis) {
    this.scan = scan;
    this.axis = axis;
    this.background = Palette.background(scan.picture(), scan.bounds());
  }

  static Box plot(ChartScan scan, Optional<ValueAxis> axis) {
    return axis.map(found -> new ChartFrame(scan, found).plot()).orElse(scan.bounds());
  }

  private Box plot() {
    Box all = scan.bounds();
    int unit = scan.unit();
    Box ticks = axis.box();
    int beyond = (int) Math.round(1.25 * spacing());
    if (!axis.upright()) {
      boolean below = Boxes.centerY(ticks) > all.height() / 2.0;
      int left = Math.max(0, ticks.x() - beyond);
      int right = Math.min(all.width(), ticks.right() + beyond);
      return below
          ? Boxes.of(left, 0, right, ticks.y() - 1)
          : Boxes.of(left, ticks.bottom() + 1, right, all.height());
    }
    boolean left = Boxes.centerX(ticks) < all.width() / 2.0;
    int top = Math.max(0, ticks.y() - Math.max(beyond, 2 * unit));
    int bottom = Math.min(all.height(), ticks.bottom() + beyond);
    Box wide =
        left
            ? Boxes.of(ticks.right() + 1, top, all.width(), bottom)
            : Boxes.of(0, top, ticks.x() - 1, bottom);
    return bounded(wide);
  }

  /** Pixels between neighbouring ticks. */
  private double spacing() {
    double[] at =
        axis.labels().stream()
            .mapToDouble(label -> axis.upright() ? label.y() : label.x())
            .sorted()
            .toArray();
    double least = Double.MAX_VALUE;
    for (int i = 1; i < at.length; i++) {
      if (at[i] - at[i - 1] > scan.unit()) {
        least = Math.min(least, at[i] - at[i - 1]);
      }
    }
    return least == Double.MAX_VALUE ? 2 * scan.unit() : least;
  }

  /** Cut to what level lines span, where there are some; the lowest is the axis. */
  private Box bounded(Box wide) {
    List<int[]> lines = new ArrayList<>();
    for (int y = wide.y(); y < wide.bottom(); y++) {
      int[] line = line(y, wide);
      if (line != null) {
        lines.add(new int[] {y, line[0], line[1]});
      }
    }
    if (lines.isEmpty()) {
      int lowest = (int) (axis.box().bottom() + 0.25 * spacing());
      return Boxes.of(wide.x(), wide.y(), wide.right(), Math.min(wide.bottom(), lowest));
    }
    int from = lines.stream().mapToInt(line -> line[1]).min().orElseThrow();
    int to = lines.stream().mapToInt(line -> line[2]).max().orElseThrow();
    int lowest = lines.get(lines.size() - 1)[0];
    int bottom = Math.max(lowest, axis.box().bottom() - scan.unit() / 2);
    return Boxes.of(
        Math.max(wide.x(), from - 2),
        wide.y(),
        Math.min(wide.right(), to + scan.unit()),
        Math.min(wide.bottom(), bottom + 2));
  }

  /**
   * From where to where a row is drawn on, dots and dashes counted as whole; null if too little.
   */
  private int[] line(int y, Box wide) {
    Picture picture = scan.picture();
    int most = Math.max(6, scan.unit() / 2);
    int[] best = null;
    int start = -1;
    int last = -1;
    int ink = 0;
    for (int x = wide.x(); x <= wide.right(); x++) {
      boolean on = x < wide.right() && Palette.distance(picture.at(x, y), background) > 12;
      if (on) {
        start = start < 0 ? x : start;
        last = x;
        ink++;
      } else if (start >= 0 && (x - last > most || x == wide.right())) {
        boolean dense = ink > LEAST_INK * (last - start);
        boolean longest = best == null || last - start > best[1] - best[0];
        if (dense && longest && last - start > 0.5 * wide.width()) {
          best = new int[] {start, last};
        }
        start = -1;
        ink = 0;
      }
    }
    return best;
  }
}
