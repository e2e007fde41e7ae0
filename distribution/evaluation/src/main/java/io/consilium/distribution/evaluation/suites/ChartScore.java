package io.consilium.distribution.evaluation.suites;

import io.consilium.api.data.Chart;
import io.consilium.distribution.evaluation.measure.Matching;
import io.consilium.distribution.evaluation.measure.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one chart went: how many of its values were found within 2 and 5 per cent. Values are paired
 * so that labels and numbers together fit best; a value without a partner is wrong.
 */
record ChartScore(String set, String name, int values, int within2, int within5, String status) {
  /** A number far off costs as much as a label with nothing in common. */
  private static final double LABEL = 0.5;

  static ChartScore of(ChartItem item, Answers answers) {
    Optional<Chart> chart = answers.first("chart", Chart.class);
    List<ChartItem.Value> found = chart.map(ChartScore::values).orElse(List.of());
    List<ChartItem.Value> wanted = item.values();
    double largest = wanted.stream().mapToDouble(v -> Math.abs(v.number())).max().orElse(1);
    int[] partner = Matching.leastCost(costs(wanted, found, largest));
    int within2 = 0;
    int within5 = 0;
    for (int i = 0; i < wanted.size(); i++) {
      if (partner[i] >= 0) {
        double error = error(wanted.get(i).number(), found.get(partner[i]).number(), largest);
        within2 += error <= 0.02 ? 1 : 0;
        within5 += error <= 0.05 ? 1 : 0;
      }
    }
    String name = item.picture().getFileName().toString();
    return new ChartScore(item.set(), name, wanted.size(), within2, within5, answers.status());
  }

  private static List<ChartItem.Value> values(Chart chart) {
    List<ChartItem.Value> values = new ArrayList<>();
    for (Chart.PlottedSeries series : chart.series()) {
      for (Chart.PlottedPoint point : series.points()) {
        if (Double.isFinite(point.value())) {
          values.add(new ChartItem.Value(series.name(), point.label(), point.value()));
        }
      }
    }
    return values;
  }

  private static double[][] costs(
      List<ChartItem.Value> wanted, List<ChartItem.Value> found, double largest) {
    double[][] costs = new double[wanted.size()][found.size()];
    for (int i = 0; i < wanted.size(); i++) {
      for (int j = 0; j < found.size(); j++) {
        ChartItem.Value one = wanted.get(i);
        ChartItem.Value other = found.get(j);
        double words =
            one.series().isEmpty()
                ? Words.distance(one.label(), other.label())
                : Words.distance(one.series() + one.label(), other.series() + other.label());
        double numbers = Math.min(1, error(one.number(), other.number(), largest));
        costs[i][j] = LABEL * words + (1 - LABEL) * numbers;
      }
    }
    return costs;
  }

  /** Relative; a zero is compared with a tenth of the largest value. */
  private static double error(double wanted, double found, double largest) {
    double scale = wanted == 0 ? Math.max(1e-12, 0.1 * largest) : Math.abs(wanted);
    return Math.abs(found - wanted) / scale;
  }
}
