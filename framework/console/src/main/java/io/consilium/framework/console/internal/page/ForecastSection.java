package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Forecast.ForecastPoint;
import io.consilium.api.data.Forecast.MethodScore;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Observation;
import java.util.List;

/** A forecast: its plot, its figures, what was left out, and how the methods did on the past. */
record ForecastSection(Forecast forecast, int number) implements Section {
  @Override
  public void write(Html html) {
    html.open("section", "aria-labelledby", "forecast-" + number)
        .element("h2", "Forecast: " + forecast.history().name(), "id", "forecast-" + number);
    String unit = forecast.history().unit();
    html.element("p", unit.isEmpty() ? "" : "Values in " + unit + ".", "class", "note");
    new Plot(forecast, "plot-" + number).write(html);
    excluded(html);
    html.open("div", "class", "columns");
    points(html);
    scores(html);
    html.close("div").close("section");
  }

  private void excluded(Html html) {
    Figures figures = figures();
    for (Excluded one : forecast.history().excluded()) {
      String value = one.value() == null ? "" : " (" + figures.of(one.value()) + ")";
      html.open("p", "class", "left-out")
          .element("strong", "Left out: ")
          .text(one.label() + value + ": " + one.reason())
          .close("p");
    }
  }

  private Figures figures() {
    return Figures.like(forecast.history().observations().stream().mapToDouble(Observation::value));
  }

  private void points(Html html) {
    Figures figures = figures();
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    html.element("caption", "By " + forecast.method());
    Tables.head(html, List.of("Period", "Forecast", "80 % interval", "95 % interval"));
    html.open("tbody");
    for (ForecastPoint point : forecast.points()) {
      html.open("tr").element("th", point.period(), "scope", "row");
      html.element("td", figures.of(point.mean()), "class", "main");
      html.element("td", figures.of(point.lower80()) + " to " + figures.of(point.upper80()));
      html.element("td", figures.of(point.lower95()) + " to " + figures.of(point.upper95()));
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private void scores(Html html) {
    if (forecast.scores().isEmpty()) {
      return;
    }
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    int origins = forecast.scores().stream().mapToInt(MethodScore::origins).max().orElse(0);
    html.element(
        "caption",
        "How the methods did on this series' own past (" + origins + " rolling origins)");
    Tables.head(html, List.of("Method", "MASE", "sMAPE"));
    html.open("tbody");
    for (MethodScore score : forecast.scores()) {
      boolean chosen = score.method().equals(forecast.method());
      html.open("tr", "class", chosen ? "chosen" : "");
      html.element("th", named(score), "scope", "row");
      html.element("td", Figures.plain(score.mase()));
      html.element("td", Figures.plain(score.smape()) + " %");
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private static String named(MethodScore score) {
    boolean tell = score.naive() && !score.method().contains("naive");
    return tell ? score.method() + " (naive)" : score.method();
  }
}
