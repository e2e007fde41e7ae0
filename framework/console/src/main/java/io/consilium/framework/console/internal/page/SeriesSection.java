package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Forecast;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Observation;
import java.util.List;

/** A series that nothing was forecast from: its plot and its figures. */
record SeriesSection(Series series, int number) implements Section {
  @Override
  public void write(Html html) {
    Figures figures = Figures.like(series.observations().stream().mapToDouble(Observation::value));
    html.open("section", "aria-labelledby", "series-" + number)
        .element("h2", "Series: " + series.name(), "id", "series-" + number);
    new Plot(new Forecast(series, "", List.of(), List.of()), "series-plot-" + number).write(html);
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    Tables.head(html, List.of("Period", series.unit().isEmpty() ? "Value" : series.unit()));
    html.open("tbody");
    for (Observation one : series.observations()) {
      html.open("tr")
          .element("th", one.period(), "scope", "row")
          .element("td", figures.of(one.value()))
          .close("tr");
    }
    html.close("tbody").close("table").close("div").close("section");
  }
}
