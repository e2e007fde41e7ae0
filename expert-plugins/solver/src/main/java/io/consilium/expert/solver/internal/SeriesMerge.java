package io.consilium.expert.solver.internal;

import io.consilium.api.data.Reconciliation.Adjustment;
import io.consilium.api.data.Series;
import io.consilium.api.data.Series.Excluded;
import io.consilium.api.data.Series.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings together what a table and a chart say of the same measure. Where they agree within what
 * can be read off a chart, the table stands; where not, the likelier misreading gives way; periods
 * that only one of them has are taken from it, if the two agree on most of the others.
 *
 * @param series what was settled on
 * @param adjustments one a period
 * @param worst largest relative difference before
 * @param shared periods that both have
 * @param differing of those, how many differ by more than the chart's precision
 */
record SeriesMerge(
    Series series, List<Adjustment> adjustments, double worst, int shared, int differing) {
  private static final double CHART_PRECISION = 0.02;
  private static final double MOSTLY = 0.6;
  private static final double LIKELY = 0.35;

  static SeriesMerge of(Series table, Series chart) {
    Map<String, Double> first = byPeriod(table);
    Map<String, Double> second = new LinkedHashMap<>();
    if (table.frequency() == chart.frequency()) {
      double scale = Scale.between(first, byPeriod(chart));
      byPeriod(chart).forEach((period, value) -> second.put(period, value * scale));
    }
    return new Merging(table, first, second).run();
  }

  private static Map<String, Double> byPeriod(Series series) {
    Map<String, Double> values = new LinkedHashMap<>();
    series.observations().forEach(o -> values.putIfAbsent(o.period(), o.value()));
    return values;
  }

  /** The working of one merge. */
  private record Merging(Series table, Map<String, Double> first, Map<String, Double> second) {

    SeriesMerge run() {
      double precision = precision();
      List<String> shared = first.keySet().stream().filter(second::containsKey).toList();
      List<String> differing =
          shared.stream().filter(p -> Math.abs(first.get(p) - second.get(p)) > precision).toList();
      boolean same = shared.size() >= 2 && differing.size() <= (1 - MOSTLY) * shared.size();
      Map<String, Double> settled = new TreeMap<>(order());
      settled.putAll(first);
      List<Adjustment> adjustments = new ArrayList<>();
      for (String period : shared) {
        boolean decide = same && differing.contains(period);
        double value = decide ? decided(period, precision) : first.get(period);
        settled.put(period, value);
        adjustments.add(adjustment(period, value, differing.contains(period)));
      }
      if (same) {
        second.forEach((period, value) -> fill(period, value, settled, adjustments));
      }
      List<Observation> observations =
          settled.entrySet().stream().map(e -> new Observation(e.getKey(), e.getValue())).toList();
      Series series =
          new Series(table.name(), table.unit(), table.frequency(), observations, table.excluded());
      return new SeriesMerge(series, adjustments, worst(shared), shared.size(), differing.size());
    }

    /** Two per cent of the largest value: about two pixels of a hundred. */
    private double precision() {
      return CHART_PRECISION * second.values().stream().mapToDouble(Math::abs).max().orElse(0);
    }

    private Adjustment adjustment(String period, double value, boolean differs) {
      Map<String, Double> given = Map.of("table", first.get(period), "chart", second.get(period));
      return new Adjustment(period, given, value, differs);
    }

    /** The chart's value is trusted if the table's can be a misreading of about that. */
    private double decided(String period, double precision) {
      double t = first.get(period);
      double c = second.get(period);
      double mended = Mending.nearest(t, decimals(), c, precision);
      if (!Double.isNaN(mended)) {
        return mended;
      }
      double level = Neighbours.expected(first, second, period, order());
      boolean tableOdd = Math.abs(t - level) > 2 * Math.abs(c - level) + precision;
      return tableOdd ? c : t;
    }

    private int decimals() {
      return first.values().stream().mapToInt(Mending::decimals).max().orElse(0);
    }

    private void fill(
        String period, double value, Map<String, Double> settled, List<Adjustment> adjustments) {
      if (first.containsKey(period) || isExcluded(period)) {
        return;
      }
      settled.put(period, value);
      adjustments.add(new Adjustment(period, Map.of("chart", value), value, false));
    }

    /** The table may have left a partial last period out that the chart still draws. */
    private boolean isExcluded(String period) {
      String year = period.substring(0, Math.min(4, period.length()));
      String last = table.observations().get(table.observations().size() - 1).period();
      return order().compare(period, last) > 0
          && table.excluded().stream().map(Excluded::label).anyMatch(l -> l.contains(year));
    }

    private double worst(List<String> shared) {
      return shared.stream()
          .mapToDouble(
              p -> {
                double size = Math.max(Math.abs(first.get(p)), Math.abs(second.get(p)));
                return size > 0 ? Math.abs(first.get(p) - second.get(p)) / size : 0;
              })
          .max()
          .orElse(0);
    }

    /** Canonical periods sort as texts, counts as numbers. */
    private static Comparator<String> order() {
      return Comparator.comparingInt((String p) -> p.matches("\\d{1,3}") ? p.length() : 4)
          .thenComparing(Comparator.naturalOrder());
    }
  }

  static boolean likely(double implausibility) {
    return implausibility <= LIKELY;
  }
}
