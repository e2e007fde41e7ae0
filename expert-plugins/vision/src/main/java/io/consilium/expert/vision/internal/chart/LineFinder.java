package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.expert.vision.internal.image.Mask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Follows the drawn lines of a chart, one a colour. */
final class LineFinder {
  private static final double LEAST_SPAN = 0.3;

  private final Palette palette;
  private final Box plot;
  private final int unit;

  LineFinder(Palette palette, Box plot, int unit) {
    this.palette = palette;
    this.plot = plot;
    this.unit = unit;
  }

  List<Trace> find() {
    List<Trace> traces = new ArrayList<>();
    for (int color = 0; color < palette.count(); color++) {
      Trace trace = trace(color);
      if (trace != null) {
        traces.add(trace);
      }
    }
    traces.sort(Comparator.comparingInt(t -> -score(t)));
    return distinct(traces);
  }

  private int score(Trace trace) {
    return palette.saturation(trace.color()) + palette.contrast(trace.color());
  }

  // A line's blurred edge is a second colour along the same way.
  private List<Trace> distinct(List<Trace> traces) {
    List<Trace> kept = new ArrayList<>();
    for (Trace trace : traces) {
      if (kept.stream().noneMatch(other -> along(other, trace))) {
        kept.add(trace);
      }
    }
    return kept;
  }

  private boolean along(Trace one, Trace other) {
    int near = 0;
    int both = 0;
    for (int x = Math.max(one.from(), other.from()); x <= Math.min(one.to(), other.to()); x++) {
      both++;
      near += Math.abs(one.at(x + 0.5) - other.at(x + 0.5)) < 0.35 * unit ? 1 : 0;
    }
    return both > 0 && near > 0.7 * both;
  }

  private Trace trace(int color) {
    Mask mask = palette.mask(color);
    double[] heights = new double[plot.width()];
    java.util.Arrays.fill(heights, Double.NaN);
    boolean[] ruled = ruledRows(mask);
    List<Mask.Blob> pieces = pieces(mask, ruled);
    for (Mask.Blob piece : pieces) {
      add(piece.box(), mask, ruled, heights);
    }
    return whole(color, heights);
  }

  /** Rows that are a grid line or an axis: set over most of the plot. */
  private boolean[] ruledRows(Mask mask) {
    boolean[] ruled = new boolean[mask.height()];
    for (int y = plot.y(); y < plot.bottom() && y < mask.height(); y++) {
      int on = 0;
      for (int x = plot.x(); x < plot.right(); x++) {
        on += mask.at(x, y) ? 1 : 0;
      }
      ruled[y] = on > 0.6 * plot.width();
    }
    return ruled;
  }

  private List<Mask.Blob> pieces(Mask mask, boolean[] ruled) {
    boolean[] set = new boolean[mask.set().length];
    for (int y = Math.max(0, plot.y()); y < Math.min(mask.height(), plot.bottom()); y++) {
      for (int x = Math.max(0, plot.x()); x < Math.min(mask.width(), plot.right()); x++) {
        set[y * mask.width() + x] = mask.at(x, y) && !ruled[y];
      }
    }
    return new Mask(set, mask.width(), mask.height())
        .blobs(4).stream()
            .filter(blob -> blob.box().width() >= 2 * unit || blob.box().height() >= 2.5 * unit)
            .filter(blob -> blob.fill() < 0.6 || blob.box().height() < 0.8 * unit)
            .filter(blob -> blob.box().width() > 2)
            .sorted(Comparator.comparingInt(blob -> -blob.box().width()))
            .toList();
  }

  private void add(Box box, Mask mask, boolean[] ruled, double[] heights) {
    for (int x = box.x(); x < box.right(); x++) {
      if (!Double.isNaN(heights[x - plot.x()])) {
        continue;
      }
      double sum = 0;
      int count = 0;
      for (int y = box.y(); y < box.bottom(); y++) {
        if (mask.at(x, y) && !ruled[y]) {
          sum += y + 0.5;
          count++;
        }
      }
      if (count > 0) {
        heights[x - plot.x()] = sum / count;
      }
    }
  }

  /** The line with its gaps bridged; null if too little of it is there. */
  private Trace whole(int color, double[] heights) {
    int first = 0;
    int last = heights.length - 1;
    while (first < heights.length && Double.isNaN(heights[first])) {
      first++;
    }
    while (last > first && Double.isNaN(heights[last])) {
      last--;
    }
    if (last - first < LEAST_SPAN * plot.width()) {
      return null;
    }
    int known = 0;
    double[] y = new double[last - first + 1];
    int before = first;
    for (int x = first; x <= last; x++) {
      if (Double.isNaN(heights[x])) {
        continue;
      }
      known++;
      for (int gap = before; gap <= x; gap++) {
        double t = x == before ? 0 : (double) (gap - before) / (x - before);
        y[gap - first] = heights[before] + (heights[x] - heights[before]) * t;
      }
      before = x;
    }
    return known < 0.6 * y.length ? null : new Trace(color, plot.x() + first, y);
  }
}
