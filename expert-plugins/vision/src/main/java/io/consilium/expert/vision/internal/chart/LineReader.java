package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart.Kind;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.expert.vision.internal.chart.AxisReader.ValueAxis;
import io.consilium.expert.vision.internal.table.NumberReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns drawn lines into values and names. */
final class LineReader {
  private final ChartScan scan;
  private final Palette palette;
  private final NumberReader numbers;

  LineReader(ChartScan scan, Palette palette, NumberReader numbers) {
    this.scan = scan;
    this.palette = palette;
    this.numbers = numbers;
  }

  Optional<BarReader.Reading> read(ValueAxis axis, Box plot) {
    List<Trace> traces = new LineFinder(palette, plot, scan.unit()).find();
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    LinePlaces places = new LinePlaces(scan, traces, plot.bottom() - 2);
    double[] at = places.places();
    if (at.length < 2) {
      return Optional.empty();
    }
    List<String> names = PeriodLabels.filled(places.names(at));
    Map<Integer, String> legends =
        new LegendReader(scan, palette)
            .names(
                traces.stream().map(Trace::color).toList(), box -> box.width() > 6 * scan.unit());
    List<PlottedSeries> series = new ArrayList<>();
    for (Trace trace : traces) {
      String name = traces.size() == 1 ? "" : legends.get(trace.color());
      series.add(new PlottedSeries(name, points(trace, at, names, axis)));
    }
    return Optional.of(new BarReader.Reading(Kind.LINE, series));
  }

  private List<PlottedPoint> points(Trace trace, double[] at, List<String> names, ValueAxis axis) {
    List<Label> numeric =
        scan.labels().stream()
            .filter(label -> !axis.labels().contains(label))
            .filter(label -> label.number(numbers).isPresent())
            .toList();
    List<PlottedPoint> points = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      if (at[i] < trace.from() - scan.unit() || at[i] > trace.to() + scan.unit()) {
        continue;
      }
      double y = trace.at(at[i]);
      double value = axis.scale().value(y);
      OptionalDouble printed = printed(numeric, at[i], y, value, axis.scale());
      points.add(
          new PlottedPoint(
              names.get(i),
              printed.orElse(value),
              printed.isPresent() ? 0.93 : 0.8,
              printed.isPresent()));
    }
    return points;
  }

  private OptionalDouble printed(
      List<Label> numeric, double x, double y, double value, Scale scale) {
    double slack = 4 * scale.step(y);
    return numeric.stream()
        .filter(
            label -> Math.abs(label.x() - x) <= Math.max(scan.unit(), label.box().width() / 2.0))
        .filter(label -> Math.abs(label.y() - y) <= 3 * scan.unit())
        .filter(label -> Math.abs(number(label) - value) <= slack)
        .min(Comparator.comparingDouble(label -> Math.abs(number(label) - value)))
        .map(label -> OptionalDouble.of(number(label)))
        .orElse(OptionalDouble.empty());
  }

  private double number(Label label) {
    return label.number(numbers).orElseThrow();
  }
}
