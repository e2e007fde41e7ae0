package io.consilium.distribution.benchmarks.plugins;

import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How some durations are spread.
 *
 * @param count how many there are
 * @param p50 milliseconds that the half of them do not exceed
 * @param p99 the same, 99 of 100
 * @param max the longest, in milliseconds
 */
record Spread(int count, double p50, double p99, double max) {

  static Spread ofNanos(List<Long> durations) {
    if (durations.isEmpty()) {
      return new Spread(0, 0, 0, 0);
    }
    long[] sorted = durations.stream().mapToLong(x -> x).sorted().toArray();
    return new Spread(
        sorted.length,
        Value.percentile(sorted, 50) / 1e6,
        Value.percentile(sorted, 99) / 1e6,
        sorted[sorted.length - 1] / 1e6);
  }

  static Spread ofMillis(List<Long> durations) {
    return ofNanos(durations.stream().map(millis -> millis * 1_000_000).toList());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("count", count);
    json.put("p50", p50);
    json.put("p99", p99);
    json.put("max", max);
    return json;
  }

  Section.Line line(String name) {
    return new Section.Line(
        name,
        Value.of("of them", "", count),
        Value.of("p50", "ms", p50),
        Value.of("p99", "ms", p99),
        Value.of("longest", "ms", max));
  }
}
