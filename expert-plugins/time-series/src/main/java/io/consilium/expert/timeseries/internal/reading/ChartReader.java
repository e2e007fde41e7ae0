package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.expert.timeseries.internal.period.Period;
import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import io.consilium.expert.timeseries.internal.period.PeriodLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the series that a chart plots. Stateless. */
public final class ChartReader {
  private ChartReader() {}

  /**
   * Reads one plotted series.
   *
   * @param measure its name; empty for the main one
   */
  public static Reading read(Chart chart, String measure) {
    if (chart.kind() == Chart.Kind.PIE) {
      return new Reading.Absent("A pie has no time axis.");
    }
    List<Lane> lanes = chart.series().stream().map(ChartReader::lane).toList();
    Optional<Lane> lane = MeasureChoice.choose(lanes, measure);
    if (lane.isEmpty()) {
      return new Reading.Absent(
          "No series of the chart is called ("
              + measure
              + "). There are: "
              + lanes.stream().map(Lane::name).collect(Collectors.joining(", "))
              + ".");
    }
    if (lane.get().points().stream().noneMatch(point -> point.label() != null)) {
      return new Reading.Absent(
          "The chart has no time axis: its labels name no periods (first: "
              + lane.get().points().stream().limit(3).map(Point::text).toList()
              + ").");
    }
    String name = lane.get().name().isBlank() ? chart.title() : lane.get().name();
    String notes = chart.title().toLowerCase(Locale.ROOT);
    return new SeriesMaker(name, chart.unit(), chart.title(), notes).make(lane.get().points());
  }

  private static Lane lane(PlottedSeries series) {
    List<PlottedPoint> plotted = series.points();
    List<Optional<PeriodLabel>> labels =
        PeriodLabels.parse(plotted.stream().map(PlottedPoint::label).toList());
    List<PeriodLabel> filled =
        between(labels.stream().map(label -> label.orElse(null)).toList(), plotted);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < plotted.size(); i++) {
      PlottedPoint p = plotted.get(i);
      Double value = Double.isFinite(p.value()) ? p.value() : null;
      PeriodLabel label = filled.get(i);
      String text = p.label().isBlank() && label != null ? label.text() : p.label();
      points.add(new Point(text, label, value, p.confidence()));
    }
    return new Lane(series.name(), points);
  }

  /** Blank labels get the periods between printed ones, if those are evenly spread over them. */
  private static List<PeriodLabel> between(List<PeriodLabel> labels, List<PlottedPoint> plotted) {
    int[] known = IntStream.range(0, labels.size()).filter(i -> labels.get(i) != null).toArray();
    boolean blanks = plotted.stream().anyMatch(p -> p.label().isBlank());
    if (!blanks || known.length < 2) {
      return labels;
    }
    List<PeriodLabel> carried = Years.carried(labels, labels.get(known[0]).kind());
    Period first = carried.get(known[0]).period().orElse(null);
    Period second = carried.get(known[1]).period().orElse(null);
    if (first == null || second == null || first.kind() != second.kind()) {
      return labels;
    }
    return filled(carried, known, first, second);
  }

  private static List<PeriodLabel> filled(
      List<PeriodLabel> labels, int[] known, Period first, Period second) {
    int places = known[1] - known[0];
    long units = second.index() - first.index();
    Kind finer = finer(first.kind(), units, places);
    if (finer == null) {
      return labels;
    }
    int perUnit = finer == first.kind() ? 1 : finer.parts() / first.kind().parts();
    long step = units * perUnit / places;
    long origin = first.index() * perUnit - known[0] * step;
    List<PeriodLabel> all = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      all.add(labelAt(new Period(finer, origin + i * step)));
    }
    boolean agrees =
        IntStream.of(known).allMatch(i -> starts(all.get(i), labels.get(i), finer == first.kind()));
    return agrees && all.stream().allMatch(Objects::nonNull) ? all : labels;
  }

  /** Year ticks over monthly or quarterly points name the first period of the year. */
  private static Kind finer(Kind kind, long units, int places) {
    if (units != 0 && units % places == 0) {
      return kind;
    }
    if (kind == Kind.YEAR && units > 0) {
      return places == units * 4 ? Kind.QUARTER : places == units * 12 ? Kind.MONTH : null;
    }
    return null;
  }

  private static boolean starts(PeriodLabel made, PeriodLabel printed, boolean sameKind) {
    return sameKind
        ? made.period().equals(printed.period())
        : Objects.equals(made.year(), printed.year()) && made.part() == 1;
  }

  private static PeriodLabel labelAt(Period period) {
    return PeriodLabels.parse(period.text()).orElse(null);
  }
}
