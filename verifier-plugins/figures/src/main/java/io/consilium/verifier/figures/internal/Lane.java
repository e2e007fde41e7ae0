package io.consilium.verifier.figures.internal;

import io.consilium.api.data.Chart;
import io.consilium.api.data.Chart.PlottedPoint;
import io.consilium.api.data.Chart.PlottedSeries;
import io.consilium.api.data.Series;
import io.consilium.api.data.Table;
import io.consilium.api.data.Table.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One measure by period or category, from whichever source.
 *
 * @param name of the measure, or empty
 * @param values by period or category
 * @param reach by how much each may be off by the way it was read
 */
record Lane(String name, Map<String, Double> values, Map<String, Double> reach) {
  private static final double CHART_PRECISION = 0.02;

  static Lane of(Series series) {
    Map<String, Double> values = new LinkedHashMap<>();
    series.observations().forEach(o -> values.putIfAbsent(o.period(), o.value()));
    return new Lane(series.name(), values, Map.of());
  }

  /** Geometry is good for two hundredths of the axis; printed labels for their digits. */
  static List<Lane> of(Chart chart) {
    List<Lane> lanes = new ArrayList<>();
    for (PlottedSeries series : chart.series()) {
      double top = series.points().stream().mapToDouble(p -> Math.abs(p.value())).max().orElse(0);
      Map<String, Double> values = new LinkedHashMap<>();
      Map<String, Double> reach = new LinkedHashMap<>();
      for (PlottedPoint point : series.points()) {
        String key = PeriodKey.orLabel(point.label());
        if (!key.isEmpty() && Double.isFinite(point.value())) {
          values.putIfAbsent(key, point.value());
          reach.putIfAbsent(key, point.printed() ? 0 : CHART_PRECISION * top);
        }
      }
      lanes.add(new Lane(series.name().isEmpty() ? chart.title() : series.name(), values, reach));
    }
    return lanes;
  }

  /** Every row and every column of a table with at least two figures. */
  static List<Lane> of(Table table) {
    List<Lane> lanes = new ArrayList<>();
    int width = table.columns().size();
    for (int c = 1; c < width; c++) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (List<Cell> row : table.rows()) {
        put(values, row.get(0).text(), row.get(c));
      }
      lanes.add(new Lane(table.columns().get(c), values, Map.of()));
    }
    for (List<Cell> row : table.rows()) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int c = 1; c < width; c++) {
        put(values, table.columns().get(c), row.get(c));
      }
      lanes.add(new Lane(row.isEmpty() ? "" : row.get(0).text(), values, Map.of()));
    }
    lanes.add(matrix(table));
    return lanes.stream().filter(lane -> lane.values().size() >= 2).toList();
  }

  /** Years by quarters or months, either way round. */
  private static Lane matrix(Table table) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (List<Cell> row : table.rows()) {
      for (int c = 1; c < table.columns().size(); c++) {
        String line = row.get(0).text();
        String column = table.columns().get(c);
        Double number = row.get(c).number();
        if (number != null && Double.isFinite(number)) {
          PeriodKey.of(column + " " + line)
              .or(() -> PeriodKey.of(line + " " + column))
              .ifPresent(key -> values.putIfAbsent(key, number));
        }
      }
    }
    return new Lane(table.title(), values, Map.of());
  }

  private static void put(Map<String, Double> values, String label, Cell cell) {
    String key = PeriodKey.orLabel(label);
    if (!key.isEmpty() && cell.number() != null && Double.isFinite(cell.number())) {
      values.putIfAbsent(key, cell.number());
    }
  }

  double reach(String key) {
    return reach.getOrDefault(key, 0.0);
  }
}
