package io.consilium.verifier.figures.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What two sources say of the same periods.
 *
 * @param first what is held against
 * @param second what is compared
 * @param scale by which the second was multiplied: a power of a thousand
 * @param agreeing periods on which they agree
 * @param differing periods on which they do not
 */
record Comparison(
    Lane first, Lane second, double scale, List<String> agreeing, List<String> differing) {
  private static final int FEWEST = 2;
  private static final double SAME_MEASURE = 0.5;

  /** Compares, forgiving a share of each figure besides the precision of its source. */
  static Comparison of(Lane first, Lane second, double tolerance) {
    double scale = scale(first, second);
    List<String> agreeing = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    for (String key : first.values().keySet()) {
      if (second.values().containsKey(key)) {
        double a = first.values().get(key);
        double b = second.values().get(key) * scale;
        double reach = first.reach(key) + second.reach(key) * scale;
        boolean same = Math.abs(a - b) <= reach + tolerance * Math.max(Math.abs(a), Math.abs(b));
        (same ? agreeing : differing).add(key);
      }
    }
    return new Comparison(first, second, scale, agreeing, differing);
  }

  /** The pair of lanes that agrees most; empty if none share enough to be the same measure. */
  static Optional<Comparison> best(List<Lane> first, List<Lane> second, double tolerance) {
    return first.stream()
        .flatMap(a -> second.stream().map(b -> of(a, b, tolerance)))
        .filter(Comparison::sameMeasure)
        .max(Comparator.comparingInt(c -> c.agreeing().size() - c.differing().size()));
  }

  private boolean sameMeasure() {
    int shared = agreeing.size() + differing.size();
    return shared >= FEWEST && agreeing.size() >= SAME_MEASURE * shared;
  }

  private static double scale(Lane first, Lane second) {
    double[] ratios =
        first.values().entrySet().stream()
            .filter(e -> second.values().containsKey(e.getKey()))
            .mapToDouble(e -> e.getValue() / second.values().get(e.getKey()))
            .filter(r -> Double.isFinite(r) && r > 0)
            .sorted()
            .toArray();
    if (ratios.length < FEWEST) {
      return 1;
    }
    double median = Arrays.stream(ratios).skip(ratios.length / 2).findFirst().orElse(1);
    double scale = Math.pow(1000, Math.rint(Math.log10(median) / 3));
    return Math.abs(median / scale - 1) < 0.1 ? scale : 1;
  }
}
