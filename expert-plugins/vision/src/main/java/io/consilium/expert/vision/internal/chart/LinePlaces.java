package io.consilium.expert.vision.internal.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where along the category axis a line has its points: at an even pace that fits the printed
 * labels and between whose places the line runs straight.
 */
final class LinePlaces {
  private static final int FINEST = 12;

  private final ChartScan scan;
  private final List<Trace> traces;
  private final double bottom;
  private final List<Label> labels;

  LinePlaces(ChartScan scan, List<Trace> traces, double bottom) {
    this.scan = scan;
    this.traces = traces;
    this.bottom = bottom;
    this.labels = axisLabels();
  }

  /** Labels of the first row under the plot that lie along the lines. */
  private List<Label> axisLabels() {
    int unit = scan.unit();
    int from = traces.stream().mapToInt(Trace::from).min().orElse(0) - 3 * unit;
    int to = traces.stream().mapToInt(Trace::to).max().orElse(0) + 3 * unit;
    List<Label> band =
        scan.labels().stream()
            .filter(l -> l.y() > bottom + 0.3 * unit && l.y() < bottom + 4 * unit)
            .filter(l -> l.x() >= from && l.x() <= to)
            .sorted(Comparator.comparingDouble(Label::y))
            .toList();
    if (band.isEmpty()) {
      return List.of();
    }
    double row = band.get(0).y();
    return band.stream()
        .filter(l -> Math.abs(l.y() - row) < 0.7 * unit)
        .sorted(Comparator.comparingDouble(Label::x))
        .toList();
  }

  /** Where points are, from left to right. */
  double[] places() {
    double[] grid = labelled();
    double start = traces.stream().mapToInt(Trace::from).min().orElse(0) + 0.5;
    double end = traces.stream().mapToInt(Trace::to).max().orElse(0) + 0.5;
    double first = grid.length > 0 ? grid[0] : start;
    double pitch = grid.length > 1 ? grid[1] : end - start;
    List<Pace> paces = new ArrayList<>();
    for (int parts = 1; parts <= FINEST && pitch / parts >= 3; parts++) {
      paces.add(best(first, pitch / parts, start, end));
    }
    double finest = paces.stream().mapToDouble(Pace::misfit).min().orElse(0);
    double bearable = Math.max(Math.max(0.8, 0.08 * scan.unit()), 2 * finest + 0.3);
    return paces.stream()
        .filter(pace -> pace.ends && pace.misfit <= bearable)
        .findFirst()
        .or(() -> paces.stream().filter(pace -> pace.misfit <= bearable).findFirst())
        .map(Pace::places)
        .orElseGet(() -> pace(first, pitch, start, end));
  }

  /**
   * Places at one pace.
   *
   * @param misfit of straight pieces between them, in pixels
   * @param ends whether the line begins and ends at a place
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Pace(double[] places, double misfit, boolean ends) {}

  // Labels are not centred to the pixel, so the whole pace may shift a little.
  private Pace best(double first, double step, double start, double end) {
    Pace best = null;
    int reach = (int) Math.min(4, step / 4);
    for (int shift = -reach; shift <= reach; shift++) {
      double[] places = pace(first + shift, step, start, end);
      double worst = traces.stream().mapToDouble(trace -> trace.misfit(places)).max().orElse(0);
      double slack = Math.max(0.2 * step, 0.5 * scan.unit());
      boolean ends =
          places.length > 1
              && Math.abs(places[0] - start) <= slack
              && Math.abs(places[places.length - 1] - end) <= slack;
      if (best == null || worst < best.misfit) {
        best = new Pace(places, worst, ends);
      }
    }
    return best;
  }

  private double[] pace(double first, double step, double start, double end) {
    List<Double> places = new ArrayList<>();
    double slack = Math.min(0.35 * step, 0.6 * scan.unit());
    int before = (int) Math.floor((first - start + slack) / step);
    for (double x = first - before * step; x <= end + slack && places.size() < 2000; x += step) {
      places.add(x);
    }
    return places.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** First label's place and the pace of labels, by least squares; empty if there are too few. */
  private double[] labelled() {
    double[] x = labels.stream().mapToDouble(Label::x).toArray();
    if (x.length < 2) {
      return new double[0];
    }
    double pitch = CategoryReader.pitch(x);
    double n = 0;
    double si = 0;
    double sx = 0;
    double sii = 0;
    double six = 0;
    for (double value : x) {
      double i = Math.rint((value - x[0]) / pitch);
      n++;
      si += i;
      sx += value;
      sii += i * i;
      six += i * value;
    }
    double slope = (n * six - si * sx) / (n * sii - si * si);
    return Double.isFinite(slope) && slope > 2
        ? new double[] {(sx - slope * si) / n, slope}
        : new double[0];
  }

  /** What is printed under each place, slanted labels included. */
  List<String> names(double[] at) {
    return new CategoryReader(scan).below(bottom + 0.5 * scan.unit(), at);
  }
}
