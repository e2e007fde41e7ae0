package io.consilium.expert.solver.internal;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What a period's neighbours lead one to expect of it. */
final class Neighbours {
  private Neighbours() {}

  /** The mean of both sources' values before and after; of one side at an end. */
  static double expected(
      Map<String, Double> first,
      Map<String, Double> second,
      String period,
      Comparator<String> order) {
    TreeMap<String, Double> means = new TreeMap<>(order);
    means.putAll(second);
    first.forEach((p, value) -> means.merge(p, value, (a, b) -> (a + b) / 2));
    Map.Entry<String, Double> before = means.lowerEntry(period);
    Map.Entry<String, Double> after = means.higherEntry(period);
    if (before == null && after == null) {
      return first.get(period);
    }
    double low = before == null ? after.getValue() : before.getValue();
    double high = after == null ? before.getValue() : after.getValue();
    return (low + high) / 2;
  }
}
