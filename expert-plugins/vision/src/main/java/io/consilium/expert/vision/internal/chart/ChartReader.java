package io.consilium.expert.vision.internal.chart;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.Kind;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.expert.vision.internal.chart.AxisReader.ValueAxis;
import io.consilium.expert.vision.internal.chart.BarFinder.Bars;
import io.consilium.expert.vision.internal.table.NumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one chart into numbers: bars first, then lines, then a pie with printed shares. */
final class ChartReader {
  private final ChartScan scan;
  private final NumberReader numbers;

  ChartReader(ChartScan scan) {
    this.scan = scan;
    this.numbers = NumberReader.forTexts(scan.labels().stream().map(Label::text).toList());
  }

  /** What was made out, and why it is less than a chart if it is. */
  record Outcome(
      Optional<BarReader.Reading> reading, boolean percent, boolean axis, boolean marks) {}

  Outcome read() {
    AxisReader axes = new AxisReader(scan, numbers);
    Optional<ValueAxis> up = axes.find(true);
    Optional<ValueAxis> right = axes.find(false);
    Optional<BarReader.Reading> bars = bars(up, right);
    boolean percent = up.or(() -> right).map(ValueAxis::percent).orElse(false);
    boolean axis = up.isPresent() || right.isPresent();
    if (bars.isPresent() && points(bars.get()) > 1) {
      return new Outcome(bars, percent, axis, true);
    }
    Optional<BarReader.Reading> lines = lines(up).or(() -> bars);
    if (lines.isPresent()) {
      return new Outcome(lines, percent, axis, true);
    }
    Optional<BarReader.Reading> pie =
        new PieReader(scan)
            .read()
            .map(points -> new BarReader.Reading(Kind.PIE, List.of(new PlottedSeries("", points))));
    return new Outcome(pie, pie.isPresent(), axis, false);
  }

  private static long points(BarReader.Reading reading) {
    return reading.series().stream().mapToLong(series -> series.points().size()).sum();
  }

  private Optional<BarReader.Reading> bars(Optional<ValueAxis> up, Optional<ValueAxis> right) {
    Optional<ValueAxis> rightValues = right.filter(axis -> !axis.periods());
    Optional<ValueAxis> upValues = up.filter(axis -> !axis.periods());
    List<Candidate> candidates = new ArrayList<>();
    add(candidates, upValues, true);
    add(candidates, rightValues, false);
    return candidates.stream()
        .sorted((a, b) -> Double.compare(b.worth(), a.worth()))
        .flatMap(candidate -> candidate.read(numbers).stream())
        .findFirst();
  }

  private void add(List<Candidate> candidates, Optional<ValueAxis> axis, boolean upright) {
    Box plot = ChartFrame.plot(scan, axis);
    Palette palette = Palette.of(scan.picture(), plot);
    Bars bars = new BarFinder(palette, plot, scan.unit()).find(upright);
    if (!bars.bars().isEmpty() && isEnough(bars, axis)) {
      double edge =
          axis.isPresent() && upright ? Math.max(plot.bottom() - 3, bars.base()) : bars.base();
      candidates.add(new Candidate(scan, palette, bars, axis, edge));
    }
  }

  private boolean isEnough(Bars bars, Optional<ValueAxis> axis) {
    double thickest = bars.bars().stream().mapToDouble(Bar::thickness).max().orElse(0);
    double longest = bars.bars().stream().mapToDouble(Bar::length).max().orElse(0);
    return bars.bars().size() >= (axis.isPresent() ? 1 : 2)
        && thickest >= 3
        && longest >= 1.5 * scan.unit();
  }

  /** Bars in one direction with the axis that could measure them. */
  private record Candidate(
      ChartScan scan, Palette palette, Bars bars, Optional<ValueAxis> axis, double edge) {
    double worth() {
      return Math.sqrt(bars.weight()) * bars.bars().size() * (axis.isPresent() ? 4 : 1);
    }

    Optional<BarReader.Reading> read(NumberReader numbers) {
      return new BarReader(scan, palette, numbers).read(bars, axis, edge);
    }
  }

  private Optional<BarReader.Reading> lines(Optional<ValueAxis> up) {
    if (up.isEmpty()) {
      return Optional.empty();
    }
    Box plot = ChartFrame.plot(scan, up);
    Palette palette = Palette.of(scan.picture(), plot);
    return new LineReader(scan, palette, numbers).read(up.get(), plot);
  }

  Chart chart(BarReader.Reading reading, String title, String unit, Box box) {
    return new Chart(reading.kind(), title, unit, reading.series(), box);
  }
}
