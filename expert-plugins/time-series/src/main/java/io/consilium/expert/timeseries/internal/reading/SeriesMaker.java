package io.consilium.expert.timeseries.internal.reading;

import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.expert.timeseries.internal.period.Period;
import io.consilium.expert.timeseries.internal.period.PeriodLabel;
import io.consilium.expert.timeseries.internal.period.PeriodLabel.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a regular series of labelled values: settles the length of the periods, leaves out what is
 * not a whole one, puts them in time order.
 *
 * @param name of the measure
 * @param unit or empty
 * @param title of the table or chart, where a year may stand
 * @param notes other text, where a footnote may stand
 */
record SeriesMaker(String name, String unit, String title, String notes) {
  private static final int FEWEST = 3;
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)");

  /** The series of these points, in printed order. */
  Reading make(List<Point> printed) {
    Kind kind = kind(printed);
    if (kind == null) {
      return new Reading.Absent("No label names a period, so there is no time axis.");
    }
    List<Point> points = dated(printed, kind);
    Screening screening = Screening.of(points, kind, notes);
    List<Excluded> excluded = new ArrayList<>(screening.excluded());
    List<Point> kept = screening.kept();
    if (kept.size() < FEWEST) {
      return new Reading.Absent(
          "Only "
              + kept.size()
              + " whole periods have a value, "
              + FEWEST
              + " are needed. Maybe the labels were misread.");
    }
    double confidence = kept.stream().mapToDouble(Point::confidence).average().orElse(0);
    boolean calendar = kept.stream().allMatch(point -> point.label().year() != null);
    return calendar
        ? onCalendar(kept, excluded, confidence)
        : found(Frequency.OTHER, numbered(kept), excluded, confidence, 0);
  }

  /** The most frequent length; among equals the shorter one. */
  private static Kind kind(List<Point> points) {
    Map<Kind, Integer> count = new EnumMap<>(Kind.class);
    points.stream()
        .filter(point -> point.value() != null)
        .map(Point::label)
        .filter(Objects::nonNull)
        .forEach(label -> count.merge(label.kind(), 1, Integer::sum));
    return count.entrySet().stream()
        .max(Map.Entry.<Kind, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private List<Point> dated(List<Point> points, Kind kind) {
    List<PeriodLabel> labels = new ArrayList<>(points.stream().map(Point::label).toList());
    boolean yearless = labels.stream().allMatch(label -> label == null || label.year() == null);
    List<Integer> years = yearsIn(title);
    if (yearless && years.size() == 1) {
      for (int i = 0; i < labels.size(); i++) {
        if (labels.get(i) != null) {
          labels.set(i, labels.get(i).inYear(years.get(0)));
          break;
        }
      }
    }
    List<PeriodLabel> carried = Years.carried(labels, kind);
    List<Point> dated = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      dated.add(points.get(i).labelled(carried.get(i)));
    }
    return dated;
  }

  private static List<Integer> yearsIn(String text) {
    List<Integer> years = new ArrayList<>();
    Matcher m = YEAR.matcher(text);
    while (m.find()) {
      years.add(Integer.valueOf(m.group(1)));
    }
    return years.stream().distinct().toList();
  }

  private static List<Observation> numbered(List<Point> kept) {
    List<Observation> observations = new ArrayList<>();
    for (Point point : kept) {
      observations.add(new Observation(String.valueOf(observations.size() + 1), point.value()));
    }
    return observations;
  }

  private Reading onCalendar(List<Point> kept, List<Excluded> excluded, double confidence) {
    TreeMap<Long, Point> byTime = new TreeMap<>();
    for (Point point : kept) {
      Period period = point.label().period().orElseThrow();
      Point earlier = byTime.putIfAbsent(period.index(), point);
      if (earlier != null && !earlier.value().equals(point.value())) {
        excluded.add(
            new Excluded(point.text(), point.value(), "the period stands on the page twice"));
      }
    }
    if (byTime.size() < FEWEST) {
      return new Reading.Absent(
          "Only " + byTime.size() + " different periods have a value, " + FEWEST + " are needed.");
    }
    Kind kind = kept.get(0).label().kind();
    List<Period> sorted = byTime.keySet().stream().map(i -> new Period(kind, i)).toList();
    Spacing spacing = Spacing.of(sorted);
    if (spacing.kind() == null) {
      return counted(byTime, spacing, excluded, confidence);
    }
    List<Observation> observations = new ArrayList<>();
    long first = spacing.place(sorted.get(0)).orElseThrow().index();
    long last = first;
    for (Period period : sorted) {
      Period placed = spacing.place(period).orElseThrow();
      last = placed.index();
      observations.add(new Observation(placed.text(), byTime.get(period.index()).value()));
    }
    int gaps = (int) Math.max(0, last - first + 1 - observations.size());
    Frequency frequency = spacing.place(sorted.get(0)).orElseThrow().frequency();
    return found(frequency, observations, excluded, confidence, gaps);
  }

  /** Periods at an unusual distance keep their places but lose their dates. */
  private Reading counted(
      TreeMap<Long, Point> byTime, Spacing spacing, List<Excluded> excluded, double confidence) {
    long first = byTime.firstKey();
    boolean even =
        spacing.step() > 0
            && byTime.keySet().stream().allMatch(i -> (i - first) % spacing.step() == 0);
    List<Observation> observations = new ArrayList<>();
    for (Map.Entry<Long, Point> entry : byTime.entrySet()) {
      long place = even ? (entry.getKey() - first) / spacing.step() + 1 : observations.size() + 1;
      observations.add(new Observation(String.valueOf(place), entry.getValue().value()));
    }
    int gaps = even ? (int) ((byTime.lastKey() - first) / spacing.step() + 1 - byTime.size()) : 0;
    return found(Frequency.OTHER, observations, excluded, confidence, gaps);
  }

  private Reading found(
      Frequency frequency,
      List<Observation> observations,
      List<Excluded> excluded,
      double confidence,
      int gaps) {
    Series series = new Series(name, unit, frequency, observations, excluded);
    double whole = (double) observations.size() / (observations.size() + gaps);
    return new Reading.Found(series, Math.min(1, Math.max(0, confidence * whole)), gaps);
  }
}
