package io.consilium.verifier.figures.internal;

import io.consilium.verifier.figures.internal.Sheet.Figure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One figure that should be the sum of others. */
record Sum(String name, Figure total, List<Figure> parts) {

  /** By how much the total exceeds its parts. */
  double excess() {
    return total.value() - parts.stream().mapToDouble(Figure::value).sum();
  }

  /** The step that most of the printed figures show, such as 0.1. */
  double step() {
    Map<Integer, Integer> count = new TreeMap<>();
    count.merge(Decimals.of(total.text()), 1, Integer::sum);
    parts.forEach(part -> count.merge(Decimals.of(part.text()), 1, Integer::sum));
    int usual = count.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return Math.pow(10, -usual);
  }

  /** How far rounding of every figure may take the sum off. */
  double rounding() {
    return step() * (0.5 * (parts.size() + 1)) * 1.0001;
  }

  boolean holds(boolean exactly) {
    return Math.abs(excess()) <= (exactly ? 0.4 * step() : rounding());
  }
}
