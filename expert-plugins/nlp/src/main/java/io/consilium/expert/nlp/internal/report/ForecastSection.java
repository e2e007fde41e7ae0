package io.consilium.expert.nlp.internal.report;

import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Report.Section;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Says what comes next, with its intervals, and how that compares with what was. */
final class ForecastSection {
  private static final int LISTED = 4;

  private final Figures figures;
  private final List<ForecastPoint> points;

  ForecastSection(Figures figures) {
    this.figures = figures;
    this.points = figures.forecast().points();
  }

  Section write() {
    List<String> paragraphs = new ArrayList<>();
    if (points.isEmpty()) {
      paragraphs.add("No period ahead was forecast.");
      return new Section("The forecast", paragraphs);
    }
    paragraphs.add(next());
    if (points.size() > 1) {
      paragraphs.add(points.size() <= LISTED ? listed() : end());
    }
    if (crossesZero()) {
      paragraphs.add(
          "The intervals reach below zero although the series never did; read their lower ends as"
              + " near nothing.");
    }
    return new Section("The forecast", paragraphs);
  }

  private String next() {
    ForecastPoint point = points.get(0);
    return "For "
        + figures.period(point.period())
        + " the forecast is "
        + figures.mean(point)
        + ", "
        + compared(point)
        + ", with an "
        + figures.interval80(point)
        + " and a "
        + figures.interval95(point)
        + ".";
  }

  /** Against the same season of the year before if there is one, else against the last value. */
  private String compared(ForecastPoint point) {
    Series history = figures.history();
    int season = history.frequency().season();
    boolean seasonal = season > 1 && history.observations().size() >= season;
    Observation then =
        Changes.before(history, seasonal ? season - 1 : 0).orElse(Changes.last(history));
    String of =
        seasonal
            ? "the " + figures.value(then) + " of " + figures.period(then.period())
            : "the last value";
    if (then.value() >= point.lower80() && then.value() <= point.upper80()) {
      boolean near = Math.abs(then.value() - point.mean()) * 4 < point.upper80() - point.lower80();
      return near
          ? "close to " + of
          : (point.mean() > then.value() ? "somewhat above " : "somewhat below ") + of;
    }
    return (point.mean() > then.value() ? "clearly above " : "clearly below ") + of;
  }

  private String listed() {
    List<ForecastPoint> later = points.subList(1, points.size());
    String each =
        later.stream()
            .map(
                point ->
                    figures.mean(point)
                        + " for "
                        + figures.period(point.period())
                        + " ("
                        + figures.interval95(point)
                        + ")")
            .collect(Collectors.joining("; "));
    return (later.size() == 1 ? "After that it is " : "After that come ") + each + "." + widening();
  }

  private String end() {
    ForecastPoint last = points.get(points.size() - 1);
    return "At the end of the "
        + figures.horizon()
        + " periods ahead, in "
        + figures.period(last.period())
        + ", it is "
        + figures.mean(last)
        + ", with an "
        + figures.interval80(last)
        + " and a "
        + figures.interval95(last)
        + "."
        + widening();
  }

  private String widening() {
    ForecastPoint first = points.get(0);
    ForecastPoint last = points.get(points.size() - 1);
    double growth =
        (last.upper95() - last.lower95()) / Math.max(first.upper95() - first.lower95(), 1e-300);
    return growth > 1.8
        ? " The intervals widen fast: the later periods say little more than which way it leans."
        : "";
  }

  private boolean crossesZero() {
    boolean positive = DoubleStream.of(figures.history().values()).allMatch(value -> value >= 0);
    return positive && points.stream().anyMatch(point -> point.lower95() < 0);
  }
}
