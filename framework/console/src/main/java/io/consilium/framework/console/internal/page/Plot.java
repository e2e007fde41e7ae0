package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** History and forecast as a drawing: intervals shaded, axes with round ticks, values on hover. */
record Plot(Forecast forecast, String id) implements Section {
  static final double WIDTH = 860;
  static final double HEIGHT = 340;
  private static final int LABELS = 11;

  @Override
  public void write(Html html) {
    List<Observation> past = forecast.history().observations();
    if (past.isEmpty()) {
      return;
    }
    PlotScale scale = PlotScale.of(forecast);
    html.open("div", "class", "plot-scroll");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + Html.number(WIDTH) + " " + Html.number(HEIGHT),
        "role",
        "img",
        "class",
        "plot",
        "aria-labelledby",
        id + "-title " + id + "-desc");
    html.element(
        "title", forecast.history().name() + ", history and forecast", "id", id + "-title");
    html.element("desc", description(past), "id", id + "-desc");
    axes(html, scale, labels(past));
    if (!forecast.points().isEmpty()) {
      ahead(html, scale, past);
    }
    lines(html, scale, past);
    points(html, scale, past);
    html.close("svg").close("div");
    if (!forecast.points().isEmpty()) {
      legend(html);
    }
  }

  private void ahead(Html html, PlotScale scale, List<Observation> past) {
    band(html, scale, "band95", "95 % interval", ForecastPoint::lower95, ForecastPoint::upper95);
    band(html, scale, "band80", "80 % interval", ForecastPoint::lower80, ForecastPoint::upper80);
    today(html, scale, past.size());
    StringBuilder path = new StringBuilder();
    append(path, scale, past.size() - 1, past.get(past.size() - 1).value());
    for (int i = 0; i < forecast.points().size(); i++) {
      append(path, scale, past.size() + i, forecast.points().get(i).mean());
    }
    html.shape("path", "", "class", "ahead", "d", path.toString());
  }

  private String description(List<Observation> past) {
    Figures figures = figures();
    String text =
        Figures.count(past.size(), "period", "periods")
            + " from "
            + past.get(0).period()
            + " to "
            + past.get(past.size() - 1).period()
            + ", last value "
            + figures.of(past.get(past.size() - 1).value())
            + ".";
    if (forecast.points().isEmpty()) {
      return text;
    }
    ForecastPoint end = forecast.points().get(forecast.points().size() - 1);
    return text
        + " Forecast to "
        + end.period()
        + ": "
        + figures.of(end.mean())
        + ", 95 % interval "
        + figures.of(end.lower95())
        + " to "
        + figures.of(end.upper95())
        + ".";
  }

  private Figures figures() {
    return Figures.like(forecast.history().observations().stream().mapToDouble(Observation::value));
  }

  private List<String> labels(List<Observation> past) {
    List<String> labels = new ArrayList<>(past.stream().map(Observation::period).toList());
    forecast.points().forEach(point -> labels.add(point.period()));
    return labels;
  }

  private void axes(Html html, PlotScale scale, List<String> labels) {
    Figures ticks = Figures.like(scale.ticks().stream().mapToDouble(Double::doubleValue));
    for (double tick : scale.ticks()) {
      String y = Html.number(scale.y(tick));
      html.shape(
          "line",
          "",
          "class",
          tick == 0 ? "zero" : "grid",
          "x1",
          Html.number(scale.left()),
          "x2",
          Html.number(scale.right()),
          "y1",
          y,
          "y2",
          y);
      html.element(
          "text",
          ticks.of(tick),
          "class",
          "tick",
          "text-anchor",
          "end",
          "x",
          Html.number(scale.left() - 8),
          "y",
          Html.number(scale.y(tick) + 4));
    }
    int every = every(labels.size(), forecast.history().frequency().season());
    for (int i = 0; i < labels.size(); i += every) {
      html.element(
          "text",
          labels.get(i),
          "class",
          "tick",
          "text-anchor",
          "middle",
          "x",
          Html.number(scale.x(i)),
          "y",
          Html.number(scale.bottom() + 20));
    }
  }

  /** All labels if they fit; else those of half seasons, whole ones, and so on. */
  private static int every(int labels, int season) {
    int least = Math.max(1, (int) Math.ceil(labels / (double) LABELS));
    if (least == 1 || season == 1) {
      return least;
    }
    int every = Math.max(1, season / 2);
    while (every < least) {
      every *= 2;
    }
    return every;
  }

  /** The area between two bounds, from the last observed value on. */
  private void band(
      Html html,
      PlotScale scale,
      String style,
      String title,
      ToDoubleFunction<ForecastPoint> low,
      ToDoubleFunction<ForecastPoint> high) {
    List<Observation> past = forecast.history().observations();
    List<ForecastPoint> future = forecast.points();
    StringBuilder path = new StringBuilder();
    int last = past.size() - 1;
    append(path, scale, last, past.get(last).value());
    for (int i = 0; i < future.size(); i++) {
      append(path, scale, past.size() + i, high.applyAsDouble(future.get(i)));
    }
    for (int i = future.size() - 1; i >= 0; i--) {
      append(path, scale, past.size() + i, low.applyAsDouble(future.get(i)));
    }
    html.shape("path", title, "class", style, "d", path.append('Z').toString());
  }

  private static void today(Html html, PlotScale scale, int past) {
    String x = Html.number((scale.x(past - 1) + scale.x(past)) / 2);
    html.shape(
        "line",
        "",
        "class",
        "today",
        "x1",
        x,
        "x2",
        x,
        "y1",
        Html.number(scale.top()),
        "y2",
        Html.number(scale.bottom()));
  }

  private static void lines(Html html, PlotScale scale, List<Observation> past) {
    StringBuilder history = new StringBuilder();
    for (int i = 0; i < past.size(); i++) {
      append(history, scale, i, past.get(i).value());
    }
    html.shape("path", "", "class", "history", "d", history.toString());
  }

  private static void append(StringBuilder path, PlotScale scale, int index, double value) {
    path.append(path.isEmpty() ? 'M' : 'L')
        .append(Html.number(scale.x(index)))
        .append(' ')
        .append(Html.number(scale.y(value)));
  }

  private void points(Html html, PlotScale scale, List<Observation> past) {
    Figures figures = figures();
    for (int i = 0; i < past.size(); i++) {
      Observation one = past.get(i);
      point(html, scale, i, one.value(), "observed", one.period() + ": " + figures.of(one.value()));
    }
    for (int i = 0; i < forecast.points().size(); i++) {
      ForecastPoint one = forecast.points().get(i);
      String title =
          one.period()
              + ": "
              + figures.of(one.mean())
              + " (95 %: "
              + figures.of(one.lower95())
              + " to "
              + figures.of(one.upper95())
              + ")";
      point(html, scale, past.size() + i, one.mean(), "expected", title);
    }
  }

  private static void point(
      Html html, PlotScale scale, int index, double value, String style, String title) {
    html.open("g", "class", style);
    html.element("title", title);
    String x = Html.number(scale.x(index));
    String y = Html.number(scale.y(value));
    html.shape("circle", "", "class", "hit", "cx", x, "cy", y, "r", "9");
    html.shape("circle", "", "cx", x, "cy", y, "r", "2.6");
    html.close("g");
  }

  private static void legend(Html html) {
    html.open("ul", "class", "legend", "aria-hidden", "true");
    for (String[] entry :
        new String[][] {
          {"history", "History"},
          {"ahead", "Forecast"},
          {"band80", "80 % interval"},
          {"band95", "95 % interval"}
        }) {
      html.open("li").element("span", "", "class", "key " + entry[0]).text(entry[1]).close("li");
    }
    html.close("ul");
  }
}
