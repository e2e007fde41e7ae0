package io.consilium.expert.solver.internal;

import java.util.Map;

/** Sources that write the same figures in thousands, millions or billions. */
final class Scale {
  private Scale() {}

  /** The power of a thousand that brings the second source to the first; 1 if none does. */
  static double between(Map<String, Double> first, Map<String, Double> second) {
    double[] ratios =
        first.entrySet().stream()
            .filter(e -> second.containsKey(e.getKey()))
            .mapToDouble(e -> e.getValue() / second.get(e.getKey()))
            .filter(r -> Double.isFinite(r) && r > 0)
            .sorted()
            .toArray();
    if (ratios.length < 2) {
      return 1;
    }
    double median = ratios[ratios.length / 2];
    double power = Math.rint(Math.log10(median) / 3);
    double scale = Math.pow(10, 3 * power);
    return Math.abs(median / scale - 1) < 0.1 ? scale : 1;
  }
}
