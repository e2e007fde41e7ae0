package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two runs, step by step: each with the one at the same place of the other. Pure. */
final class Comparison {
  /**
   * Two steps that differ, or one that the other run has not.
   *
   * @param left sequence in the first run; negative if it has none there
   * @param right sequence in the second run; negative if it has none there
   * @param decided what was decided otherwise: what, and both
   * @param figures what it was taken from, as far as that differs
   */
  record Difference(
      String place,
      long left,
      long right,
      Map<String, List<String>> decided,
      Map<String, List<String>> figures) {
    boolean ofDecision() {
      return left < 0 || right < 0 || !decided.isEmpty();
    }
  }

  private final List<Difference> differences = new ArrayList<>();
  private int steps;

  Comparison(List<DecisionRecord> left, List<DecisionRecord> right) {
    Map<String, Decided> one = steps(left);
    Map<String, Decided> other = steps(right);
    for (Map.Entry<String, Decided> step : one.entrySet()) {
      steps++;
      Decided there = other.get(step.getKey());
      if (there == null) {
        alone(step.getValue(), true);
      } else {
        both(step.getValue(), there);
      }
    }
    for (Map.Entry<String, Decided> step : other.entrySet()) {
      if (!one.containsKey(step.getKey())) {
        steps++;
        alone(step.getValue(), false);
      }
    }
  }

  private static Map<String, Decided> steps(List<DecisionRecord> records) {
    Map<String, Integer> times = new HashMap<>();
    Map<String, Decided> steps = new LinkedHashMap<>();
    for (DecisionRecord record : records) {
      if (ShadowWords.call(record.body()).isPresent()) {
        // Nothing follows from it.
        continue;
      }
      int before = times.merge(Decided.place(record), 1, Integer::sum) - 1;
      Decided step = Decided.of(record, before);
      steps.put(step.place(), step);
    }
    return steps;
  }

  private void alone(Decided step, boolean left) {
    long sequence = step.record().sequence();
    differences.add(
        new Difference(
            step.place(), left ? sequence : -1, left ? -1 : sequence, Map.of(), Map.of()));
  }

  private void both(Decided left, Decided right) {
    Map<String, List<String>> decided = differing(left.decided(), right.decided());
    Map<String, List<String>> figures = differing(left.figures(), right.figures());
    if (!decided.isEmpty() || !figures.isEmpty()) {
      differences.add(
          new Difference(
              left.place(), left.record().sequence(), right.record().sequence(), decided, figures));
    }
  }

  private static Map<String, List<String>> differing(
      Map<String, String> left, Map<String, String> right) {
    Set<String> names = new LinkedHashSet<>(left.keySet());
    names.addAll(right.keySet());
    Map<String, List<String>> differing = new LinkedHashMap<>();
    for (String name : names) {
      String one = left.getOrDefault(name, "");
      String other = right.getOrDefault(name, "");
      if (!one.equals(other)) {
        differing.put(name, List.of(one.isEmpty() ? "-" : one, other.isEmpty() ? "-" : other));
      }
    }
    return differing;
  }

  /** Steps of either run. */
  int steps() {
    return steps;
  }

  /** What differs, in the order of the first run. */
  List<Difference> differences() {
    return differences;
  }
}
