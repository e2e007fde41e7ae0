package io.consilium.distribution.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure of a line.
 *
 * @param column what it says
 * @param unit 1/s, ms, s, B, MiB, "of it" for a ratio, or empty for a number
 * @param median of the rounds: the one to quote
 * @param min of the rounds
 * @param max of the rounds
 */
public record Value(String column, String unit, double median, double min, double max) {

  public static Value of(String column, String unit, double... rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return new Value(column, unit, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** How this median stands to another. */
  public Value over(Value other, String column) {
    return of(column, "of it", median / other.median);
  }

  /** The smallest of sorted numbers that so many of a hundred do not exceed. */
  public static long percentile(long[] sorted, int percent) {
    return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
  }

  public String text() {
    String said = unit.equals("1/s") ? "a second" : unit;
    String quoted = (number(median) + " " + said).strip();
    return min == max ? quoted : quoted + " (" + number(min) + " to " + number(max) + ")";
  }

  private static String number(double x) {
    boolean whole = x == Math.rint(x);
    return String.format(Locale.ROOT, whole || x >= 100 ? "%,.0f" : x < 10 ? "%.2f" : "%.1f", x);
  }
}
