package io.consilium.distribution.evaluation.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A measured value with its 95 per cent confidence interval.
 *
 * @param value the estimate; not a number if nothing was measured
 * @param low lower bound
 * @param high upper bound
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
    return new Metric(p, Math.max(0, centre - half), Math.min(1, centre + half), n);
  }

  /** The ratio of sums, with a percentile bootstrap over groups (Efron 1979); fixed seed. */
  public static Metric ratio(List<Group> groups) {
    double weight = groups.stream().mapToDouble(Group::weight).sum();
    if (weight == 0) {
      return new Metric(Double.NaN, 0, 1, 0);
    }
    Random random = new Random(20_240_615);
    double[] drawn = new double[RESAMPLES];
    Arrays.setAll(drawn, i -> resampled(groups, random));
    Arrays.sort(drawn);
    double value = groups.stream().mapToDouble(Group::sum).sum() / weight;
    return new Metric(value, at(drawn, 0.025), at(drawn, 0.975), (int) Math.round(weight));
  }

  private static double resampled(List<Group> groups, Random random) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(random.nextInt(groups.size()));
      sum += group.sum();
      weight += group.weight();
    }
    return weight == 0 ? 0 : sum / weight;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
