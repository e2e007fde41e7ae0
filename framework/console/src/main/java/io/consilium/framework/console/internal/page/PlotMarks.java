package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Series.Observation;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws what a plot is about: the shaded intervals, the two lines, and a point for each value. */
record PlotMarks(Svg svg, PlotScale scale, Forecast forecast, Figures figures) {

  void paint() {
    List<Observation> past = past();
    if (!forecast.points().isEmpty()) {
      band("band95", "95 % interval", ForecastPoint::lower95, ForecastPoint::upper95);
      band("band80", "80 % interval", ForecastPoint::lower80, ForecastPoint::upper80);
      double today = (scale.x(past.size() - 1) + scale.x(past.size())) / 2;
      svg.line("today", today, scale.top(), today, scale.bottom());
      ahead();
    }
    StringBuilder history = new StringBuilder();
    for (int i = 0; i < past.size(); i++) {
      step(history, i, past.get(i).value());
    }
    svg.path("history", "", history.toString());
    points();
  }

  private List<Observation> past() {
    return forecast.history().observations();
  }

  /** The area between two bounds, from the last observed value on. */
  private void band(
      String style,
      String title,
      ToDoubleFunction<ForecastPoint> low,
      ToDoubleFunction<ForecastPoint> high) {
    List<ForecastPoint> future = forecast.points();
    int first = past().size();
    StringBuilder path = new StringBuilder();
    step(path, first - 1, past().get(first - 1).value());
    for (int i = 0; i < future.size(); i++) {
      step(path, first + i, high.applyAsDouble(future.get(i)));
    }
    for (int i = future.size() - 1; i >= 0; i--) {
      step(path, first + i, low.applyAsDouble(future.get(i)));
    }
    svg.path(style, title, path.append('Z').toString());
  }

  private void ahead() {
    int first = past().size();
    StringBuilder path = new StringBuilder();
    step(path, first - 1, past().get(first - 1).value());
    for (int i = 0; i < forecast.points().size(); i++) {
      step(path, first + i, forecast.points().get(i).mean());
    }
    svg.path("ahead", "", path.toString());
  }

  private void step(StringBuilder path, int index, double value) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(Html.number(scale.x(index)))
        .append(' ')
        .append(Html.number(scale.y(value)));
  }

  private void points() {
    List<Observation> past = past();
    for (int i = 0; i < past.size(); i++) {
      Observation one = past.get(i);
      point(i, one.value(), "observed", one.period() + ": " + figures.of(one.value()));
    }
    for (int i = 0; i < forecast.points().size(); i++) {
      ForecastPoint one = forecast.points().get(i);
      String interval = figures.of(one.lower95()) + " to " + figures.of(one.upper95());
      String title = one.period() + ": " + figures.of(one.mean()) + " (95 %: " + interval + ")";
      point(past.size() + i, one.mean(), "expected", title);
    }
  }

  /** A small dot in a larger, unseen one that is easy to hover over. */
  private void point(int index, double value, String style, String title) {
    svg.html().open("g", "class", style).element("title", title);
    svg.circle("hit", scale.x(index), scale.y(value), 9);
    svg.circle("", scale.x(index), scale.y(value), 2.6);
    svg.html().close("g");
  }
}
