package io.consilium.distribution.benchmarks;

import java.util.Arrays;

/**
 * One measured figure over several rounds.
 *
 * @param name what was measured
 * @param unit of the three values
 * @param median of the rounds: the one to quote
 * @param min of the rounds
 * @param max of the rounds
 * @param against the figure that it is compared with in the same run; empty if it is one itself
 * @param ratio this median over that one's; 0 if there is none
 */
public record Figure(
    String name, String unit, double median, double min, double max, String against, double ratio) {

  static Figure of(String name, String unit, double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    return new Figure(name, unit, median, sorted[0], sorted[sorted.length - 1], "", 0);
  }

  Figure against(Figure other) {
    return new Figure(name, unit, median, min, max, other.name, median / other.median);
  }
}
