package io.consilium.expert.timeseries.internal;

import io.consilium.api.data.Box;
import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Frequency;
import io.consilium.api.data.Series.Observation;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import io.consilium.api.expert.Assignment;
import io.consilium.api.host.Settings;
import io.consilium.tck.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small inputs for conformance tests. */
final class Samples {
  private static final Box BOX = new Box(0, 0, 10, 10);

  private Samples() {}

  static Assignment assignment(String capability, String input, Object value) {
    return new Assignment(
        capability,
        "a sample",
        Map.of(input, List.of(TestContext.create().artifacts().of(value))),
        Settings.EMPTY);
  }

  static Series series() {
    List<Observation> observations = new ArrayList<>();
    for (int year = 2000; year < 2020; year++) {
      observations.add(new Observation(String.valueOf(year), 100 + 3 * (year - 2000) + year % 4));
    }
    return new Series("Sales", "EUR", Frequency.YEARLY, observations, List.of());
  }

  static Table table() {
    List<List<Cell>> rows = new ArrayList<>();
    for (Observation o : series().observations()) {
      rows.add(List.of(new Cell(o.period(), null, 0.9), new Cell("" + o.value(), o.value(), 0.9)));
    }
    return new Table("Sales", "EUR", List.of("Year", "Sales"), rows, BOX);
  }

  static Chart chart() {
    List<PlottedPoint> points =
        series().observations().stream()
            .map(o -> new PlottedPoint(o.period(), o.value(), 0.8, false))
            .toList();
    return new Chart(
        Chart.Kind.LINE, "Sales", "EUR", List.of(new PlottedSeries("Sales", points)), BOX);
  }
}
