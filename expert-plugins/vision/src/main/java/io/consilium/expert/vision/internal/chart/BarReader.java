package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart.Kind;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.expert.vision.internal.chart.AxisReader.ValueAxis;
import io.consilium.expert.vision.internal.chart.BarFinder.Bars;
import io.consilium.expert.vision.internal.table.NumberReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns bars into values and names. */
final class BarReader {
  private final ChartScan scan;
  private final Palette palette;
  private final NumberReader numbers;

  BarReader(ChartScan scan, Palette palette, NumberReader numbers) {
    this.scan = scan;
    this.palette = palette;
    this.numbers = numbers;
  }

  /** What bars say; empty if neither an axis nor printed values tell their scale. */
  Optional<Reading> read(Bars bars, Optional<ValueAxis> axis, double labelEdge) {
    List<Label> free =
        scan.labels().stream()
            .filter(label -> axis.stream().noneMatch(a -> a.labels().contains(label)))
            .toList();
    ValueLabels printed = new ValueLabels(free, numbers, scan, bars);
    Scale scale = axis.map(a -> onBase(a.scale(), bars)).orElseGet(printed::scale);
    if (scale == null) {
      return Optional.empty();
    }
    BarGroups groups = BarGroups.of(bars);
    double[] centers = groups.centers();
    CategoryReader categories = new CategoryReader(scan);
    List<String> names =
        bars.upright()
            ? categories.below(labelEdge, centers)
            : categories.leftOf(leftEdge(bars), centers);
    names = PeriodLabels.filled(names);
    Map<Integer, List<PlottedPoint>> points = new TreeMap<>();
    for (int slot = 0; slot < centers.length; slot++) {
      for (Bar bar : groups.slots().get(slot)) {
        int series = groups.single() ? 0 : bar.color();
        double geometric = value(bar, bars, scale);
        points
            .computeIfAbsent(series, key -> new ArrayList<>())
            .add(printed.point(bar, geometric, scale, names.get(slot), axis.isPresent()));
      }
    }
    return Optional.of(new Reading(kind(groups, bars), named(points, groups, bars)));
  }

  /** A kind and its series. */
  record Reading(Kind kind, List<PlottedSeries> series) {}

  // Bars stand on zero where zero is on the axis: that fixes the pixel better than tick labels do.
  private Scale onBase(Scale scale, Bars bars) {
    if (scale.logarithmic()) {
      return scale;
    }
    double off = bars.base() - scale.pixel(0);
    return Math.abs(off) <= 0.6 * scan.unit() ? scale.shifted(off) : scale;
  }

  private static double value(Bar bar, Bars bars, Scale scale) {
    boolean stackedOn = !bars.onBase(bar);
    double end =
        Math.abs(bar.hi() - bars.base()) < Math.abs(bar.lo() - bars.base()) ? bar.lo() : bar.hi();
    if (!stackedOn) {
      return scale.value(end);
    }
    double start = end == bar.lo() ? bar.hi() : bar.lo();
    return scale.value(end) - scale.value(start);
  }

  private static double leftEdge(Bars bars) {
    double least = bars.bars().stream().mapToDouble(Bar::lo).min().orElse(bars.base());
    return Math.min(least, bars.base());
  }

  private static Kind kind(BarGroups groups, Bars bars) {
    if (groups.stacked()) {
      return Kind.STACKED_BAR;
    }
    if (!groups.single()) {
      return Kind.GROUPED_BAR;
    }
    return bars.upright() ? Kind.BAR : Kind.HORIZONTAL_BAR;
  }

  private List<PlottedSeries> named(
      Map<Integer, List<PlottedPoint>> points, BarGroups groups, Bars bars) {
    List<PlottedSeries> series = new ArrayList<>();
    List<Integer> order = new ArrayList<>(points.keySet());
    order.sort(Comparator.comparingDouble(color -> firstAt(color, bars)));
    Map<Integer, String> legends =
        groups.single()
            ? Map.of()
            : new LegendReader(scan, palette).names(order, box -> isBar(box, bars));
    order.forEach(
        color -> series.add(new PlottedSeries(legends.getOrDefault(color, ""), points.get(color))));
    return series;
  }

  private static boolean isBar(Box box, Bars bars) {
    return bars.bars().stream().anyMatch(bar -> bar.box(bars.upright()).equals(box));
  }

  private static double firstAt(int color, Bars bars) {
    return bars.bars().stream()
        .filter(bar -> bar.color() == color)
        .mapToDouble(bar -> bar.center() * 1000 - Math.abs(bar.hi()))
        .min()
        .orElse(0);
  }
}
