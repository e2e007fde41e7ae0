package io.consilium.verifier.figures.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures that the others are held against, and the charts that may confirm them: no source
 * confirms a series that was taken from it.
 *
 * @param lanes what is held
 * @param name of the source, for people
 * @param charts the chart's figures, unless the series was taken from them
 */
record Held(List<Lane> lanes, String name, List<Lane> charts) {

  static Held of(Optional<Lane> series, List<Lane> table, List<Lane> chart) {
    if (series.isEmpty()) {
      return new Held(table, "table", chart);
    }
    Optional<Lane> drawn = chart.stream().filter(c -> isFrom(series.get(), c)).findFirst();
    if (drawn.isEmpty() || table.stream().anyMatch(t -> isFrom(series.get(), t))) {
      return new Held(List.of(series.get()), "series", chart);
    }
    return new Held(List.of(asGood(series.get(), drawn.get())), "series", List.of());
  }

  /** To the last digit: two sources that only agree differ somewhere by their precision. */
  private static boolean isFrom(Lane series, Lane source) {
    Collection<Double> values = source.values().values();
    return !series.values().isEmpty() && values.containsAll(series.values().values());
  }

  /** The series is known as well as the chart it was taken from. */
  private static Lane asGood(Lane series, Lane chart) {
    double worst = chart.reach().values().stream().mapToDouble(d -> d).max().orElse(0);
    Map<String, Double> reach = new LinkedHashMap<>();
    series.values().keySet().forEach(key -> reach.put(key, worst));
    return new Lane(series.name(), series.values(), reach);
  }
}
