package io.consilium.expert.timeseries.internal.reading;

import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the time axis of a table whose periods run downwards; a table that runs across is turned
 * first. Knows a plain period column, groups of columns side by side, a year column before a column
 * of quarters or months, and a matrix of years by quarters or months.
 */
record TableLayout(CellGrid grid) {
  private static final double MOSTLY = 0.6;

  /** Every measure found along the axis; empty if there is no time axis. */
  List<Lane> lanes() {
    return matrix().map(List::of).or(this::nested).orElseGet(this::plain);
  }

  private Optional<Lane> matrix() {
    Map<Integer, PeriodLabel> parts = partsAcross();
    List<Optional<PeriodLabel>> years = grid.periods(0);
    long found = years.stream().skip(1).flatMap(Optional::stream).filter(this::isYear).count();
    if (parts.size() < 2 || found < 2 || !isAxis(0)) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    for (int line = 1; line < grid.height(); line++) {
      Optional<PeriodLabel> year = years.get(line).filter(this::isYear);
      if (year.isPresent()) {
        for (Map.Entry<Integer, PeriodLabel> part : parts.entrySet()) {
          points.add(inMatrix(line, part.getKey(), year.get(), part.getValue()));
        }
      }
    }
    return Optional.of(new Lane("", points));
  }

  /** An empty cell at the end of a matrix is a period still to come, so it is no gap. */
  private Point inMatrix(int line, int column, PeriodLabel year, PeriodLabel part) {
    Double value = grid.value(line, column);
    boolean empty = value == null && grid.text(line, column).replaceAll("[-–—.\\s]", "").isEmpty();
    String text = part.text() + " " + year.text();
    PeriodLabel label = new PeriodLabel(text, part.kind(), year.year(), part.part(), part.marks());
    return new Point(text, empty ? null : label, value, grid.at(line, column).confidence());
  }

  private Map<Integer, PeriodLabel> partsAcross() {
    Map<Integer, PeriodLabel> parts = new TreeMap<>();
    List<Optional<PeriodLabel>> across = grid.periodsAcross(0);
    for (int c = 1; c < across.size(); c++) {
      Optional<PeriodLabel> part = across.get(c).filter(this::isPart);
      if (part.isPresent()) {
        parts.put(c, part.get());
      }
    }
    return parts;
  }

  /** A sparse column of years followed by a column of quarters or months. */
  private Optional<List<Lane>> nested() {
    for (int c = 0; c + 2 < grid.width(); c++) {
      List<Optional<PeriodLabel>> parts = grid.periods(c + 1);
      List<Optional<PeriodLabel>> years = grid.periods(c);
      long named = years.stream().flatMap(Optional::stream).filter(this::isYear).count();
      long without = parts.stream().flatMap(Optional::stream).filter(this::isPart).count();
      if (named >= 1 && without >= 3 && without >= MOSTLY * filled(c + 1)) {
        return Optional.of(measures(c + 2, grid.width(), Years.spread(years, parts)));
      }
    }
    return Optional.empty();
  }

  private List<Lane> plain() {
    List<Integer> axes = IntStream.range(0, grid.width()).filter(this::isAxis).boxed().toList();
    if (axes.isEmpty()) {
      return List.of();
    }
    int first = axes.get(0);
    List<Integer> groups = new ArrayList<>(List.of(first));
    axes.stream().skip(1).filter(c -> sameHeader(first, c)).forEach(groups::add);
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      int end = i + 1 < groups.size() ? groups.get(i + 1) : grid.width();
      List<Lane> more = measures(groups.get(i) + 1, end, grid.periods(groups.get(i)));
      lanes = i == 0 ? new ArrayList<>(more) : joined(lanes, more);
    }
    return lanes;
  }

  private boolean sameHeader(int first, int other) {
    return grid.text(0, first).equalsIgnoreCase(grid.text(0, other)) && other > first + 1;
  }

  private static List<Lane> joined(List<Lane> lanes, List<Lane> more) {
    List<Lane> all = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      List<Point> points = new ArrayList<>(lanes.get(i).points());
      if (i < more.size()) {
        points.addAll(more.get(i).points());
      }
      all.add(new Lane(lanes.get(i).name(), points));
    }
    return all;
  }

  private List<Lane> measures(int from, int to, List<Optional<PeriodLabel>> labels) {
    List<Lane> lanes = new ArrayList<>();
    for (int c = from; c < to; c++) {
      List<Point> points = new ArrayList<>();
      for (int line = 0; line < grid.height(); line++) {
        if (line > 0 || labels.get(line).isPresent()) {
          points.add(point(line, c, from - 1, labels.get(line)));
        }
      }
      lanes.add(new Lane(name(c, labels), points));
    }
    return lanes.stream().filter(lane -> lane.usable() >= 2).toList();
  }

  private Point point(int line, int column, int labelColumn, Optional<PeriodLabel> label) {
    String text = label.map(PeriodLabel::text).orElse(grid.text(line, labelColumn));
    return new Point(
        text, label.orElse(null), grid.value(line, column), grid.at(line, column).confidence());
  }

  /** Header cells above the first period, joined. */
  private String name(int column, List<Optional<PeriodLabel>> labels) {
    StringBuilder name = new StringBuilder();
    for (int line = 0; line < grid.height() && labels.get(line).isEmpty(); line++) {
      if (line == 0 || grid.value(line, column) == null) {
        name.append(' ').append(grid.text(line, column));
      }
    }
    return name.toString().strip();
  }

  private boolean isAxis(int column) {
    List<PeriodLabel> found = grid.periods(column).stream().flatMap(Optional::stream).toList();
    if (found.size() < 2 || found.size() < MOSTLY * filled(column)) {
      return false;
    }
    return column == 0 || Years.ordered(found);
  }

  private long filled(int column) {
    return IntStream.range(1, grid.height())
        .filter(line -> !grid.text(line, column).isEmpty())
        .count();
  }

  private boolean isYear(PeriodLabel label) {
    return label.kind() == Kind.YEAR && label.year() != null;
  }

  private boolean isPart(PeriodLabel label) {
    return label.year() == null && label.kind() != Kind.YEAR;
  }
}
