package io.consilium.distribution.evaluation.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A measured value with its 95 per cent confidence interval.
 *
 * @param value the estimate; not a number if nothing was measured
 * @param low lower bound; not a number if there is no interval
 * @param high upper bound, likewise
 * @param n how many things it is over
 */
public record Metric(double value, double low, double high, int n) {
  private static final double Z95 = 1.959963984540054;
  private static final int RESAMPLES = 2000;

  /** Something to average, in groups that are drawn together: {@code sum} over {@code weight}. */
  public record Group(double sum, double weight) {}

  /** A share with Wilson's score interval (Wilson 1927). */
  public static Metric share(int hits, int n) {
    if (n == 0) {
      return new Metric(Double.NaN, 0, 1, 0);
    }
    double p = (double) hits / n;
    double z2 = Z95 * Z95;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
    // Exactly 0 and 1 at the ends, which rounding misses by a hair.
    double low = hits == 0 ? 0 : Math.max(0, centre - half);
    double high = hits == n ? 1 : Math.min(1, centre + half);
    return new Metric(p, low, high, n);
  }

  /** A figure measured once over all, and so without an interval. */
  public static Metric once(double value, int n) {
    return new Metric(value, Double.NaN, Double.NaN, n);
  }

  /** Whether there is an interval. */
  public boolean bounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** The ratio of sums, with a percentile bootstrap over groups; fixed seed. */
  public static Metric ratio(List<Group> groups) {
    double weight = groups.stream().mapToDouble(Group::weight).sum();
    if (weight == 0) {
      return new Metric(Double.NaN, 0, 1, 0);
    }
    Metric metric = bootstrap(groups, Metric::quotient);
    return new Metric(metric.value(), metric.low(), metric.high(), (int) Math.round(weight));
  }

  private static double quotient(List<Group> groups) {
    double weight = groups.stream().mapToDouble(Group::weight).sum();
    return weight == 0 ? 0 : groups.stream().mapToDouble(Group::sum).sum() / weight;
  }

  /** Any figure over items, with a percentile bootstrap over them (Efron 1979); fixed seed. */
  public static <T> Metric bootstrap(List<T> items, ToDoubleFunction<List<T>> figure) {
    if (items.isEmpty()) {
      return new Metric(Double.NaN, 0, 1, 0);
    }
    Random random = new Random(20_240_615);
    double[] drawn = new double[RESAMPLES];
    Arrays.setAll(drawn, i -> figure.applyAsDouble(resampled(items, random)));
    Arrays.sort(drawn);
    return new Metric(
        figure.applyAsDouble(items), at(drawn, 0.025), at(drawn, 0.975), items.size());
  }

  private static <T> List<T> resampled(List<T> items, Random random) {
    List<T> drawn = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      drawn.add(items.get(random.nextInt(items.size())));
    }
    return drawn;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
