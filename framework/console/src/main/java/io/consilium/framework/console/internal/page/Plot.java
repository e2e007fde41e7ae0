package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.List;

/** History and forecast as a drawing: intervals shaded, axes with round ticks, values on hover. */
record Plot(Forecast forecast, String id) implements Section {
  static final double WIDTH = 860;
  static final double HEIGHT = 340;
  private static final int LABELS = 11;
  private static final String[][] LEGEND = {
    {"history", "History"},
    {"ahead", "Forecast"},
    {"band80", "80 % interval"},
    {"band95", "95 % interval"}
  };

  @Override
  public void write(Html html) {
    List<Observation> past = forecast.history().observations();
    if (past.isEmpty()) {
      return;
    }
    Figures figures = Figures.like(past.stream().mapToDouble(Observation::value));
    PlotScale scale = PlotScale.of(forecast);
    Svg svg = new Svg(html);
    svg.open("plot", WIDTH, HEIGHT, "aria-labelledby", id + "-title " + id + "-desc");
    String title = forecast.history().name() + ", history and forecast";
    html.element("title", title, "id", id + "-title");
    html.element("desc", description(past, figures), "id", id + "-desc");
    axes(svg, scale);
    new PlotMarks(svg, scale, forecast, figures).paint();
    svg.close();
    if (!forecast.points().isEmpty()) {
      legend(html);
    }
  }

  private String description(List<Observation> past, Figures figures) {
    Observation last = past.get(past.size() - 1);
    String text =
        String.format(
            "%s from %s to %s, last value %s.",
            Figures.count(past.size(), "period", "periods"),
            past.get(0).period(),
            last.period(),
            figures.of(last.value()));
    if (forecast.points().isEmpty()) {
      return text;
    }
    ForecastPoint end = forecast.points().get(forecast.points().size() - 1);
    return text
        + String.format(
            " Forecast to %s: %s, 95 %% interval %s to %s.",
            end.period(),
            figures.of(end.mean()),
            figures.of(end.lower95()),
            figures.of(end.upper95()));
  }

  private void axes(Svg svg, PlotScale scale) {
    Figures ticks = Figures.like(scale.ticks().stream().mapToDouble(Double::doubleValue));
    for (double tick : scale.ticks()) {
      double y = scale.y(tick);
      svg.line(tick == 0 ? "zero" : "grid", scale.left(), y, scale.right(), y);
      svg.label(ticks.of(tick), "end", scale.left() - 8, y + 4);
    }
    List<String> labels = labels();
    int every = every(labels.size(), forecast.history().frequency().season());
    for (int i = 0; i < labels.size(); i += every) {
      svg.label(labels.get(i), "middle", scale.x(i), scale.bottom() + 20);
    }
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>();
    forecast.history().observations().forEach(one -> labels.add(one.period()));
    forecast.points().forEach(point -> labels.add(point.period()));
    return labels;
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

  private static void legend(Html html) {
    html.open("ul", "class", "legend", "aria-hidden", "true");
    for (String[] entry : LEGEND) {
      html.open("li").element("span", "", "class", "key " + entry[0]).text(entry[1]).close("li");
    }
    html.close("ul");
  }
}
