package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.measure.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The figures of puzzles that have one known solution each. */
final class PuzzleScore {
  private PuzzleScore() {}

  /**
   * One puzzle.
   *
   * @param source where it comes from
   * @param right the answer is the known solution
   * @param verified the host vouches for its answer, whatever it says
   * @param network the network proposed what was answered
   * @param steps segments of the network
   * @param restarts starts from fresh noise after the first
   * @param flops the network's operations
   */
  record Item(
      String source,
      boolean right,
      boolean verified,
      boolean network,
      int steps,
      int restarts,
      double flops) {
    boolean solved() {
      return right && verified;
    }
  }

  /**
   * All figures.
   *
   * @param cpuMillis processor time that the host spent on them
   */
  static Map<String, Metric> metrics(List<Item> items, OptionalLong cpuMillis) {
    return metrics(items, cpuMillis, true);
  }

  /** The figures that do without steps, restarts and flops, where the host does not tell them. */
  static Map<String, Metric> uncounted(List<Item> items, OptionalLong cpuMillis) {
    return metrics(items, cpuMillis, false);
  }

  private static Map<String, Metric> metrics(
      List<Item> items, OptionalLong cpuMillis, boolean counted) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    shares(metrics, items, "", counted);
    if (counted) {
      metrics.put(
          "neural_exact_first_start",
          share(items, item -> item.solved() && item.network() && item.restarts() == 0));
      metrics.put("mean_restarts", mean(items, Item::restarts));
    }
    cpuMillis.ifPresent(millis -> metrics.put("cpu_ms_per_correct", each(items, millis)));
    if (counted) {
      metrics.put("flops_per_correct", Metric.bootstrap(items, PuzzleScore::flopsEach));
    }
    TreeSet<String> sources = new TreeSet<>();
    items.forEach(item -> sources.add(item.source()));
    if (sources.size() > 1) {
      for (String source : sources) {
        shares(
            metrics,
            items.stream().filter(item -> item.source().equals(source)).toList(),
            "." + source,
            counted);
      }
    }
    return metrics;
  }

  private static void shares(
      Map<String, Metric> metrics, List<Item> items, String suffix, boolean counted) {
    metrics.put("neural_exact" + suffix, share(items, item -> item.solved() && item.network()));
    metrics.put("hybrid_exact" + suffix, share(items, Item::solved));
    metrics.put("false_accept" + suffix, share(items, item -> item.verified() && !item.right()));
    if (counted) {
      metrics.put("mean_steps" + suffix, mean(items, Item::steps));
    }
  }

  private static Metric share(List<Item> items, java.util.function.Predicate<Item> hit) {
    return Metric.share((int) items.stream().filter(hit).count(), items.size());
  }

  private static Metric mean(List<Item> items, java.util.function.ToDoubleFunction<Item> figure) {
    return Metric.bootstrap(
        items, some -> some.stream().mapToDouble(figure).average().orElse(Double.NaN));
  }

  private static double flopsEach(List<Item> items) {
    long correct = items.stream().filter(Item::solved).count();
    return items.stream().mapToDouble(Item::flops).sum() / Math.max(1, correct);
  }

  private static Metric each(List<Item> items, long millis) {
    long correct = items.stream().filter(Item::solved).count();
    double value = correct == 0 ? Double.NaN : (double) millis / correct;
    return Metric.once(value, (int) correct);
  }
}
