package io.consilium.framework.neural.mixture;

import java.util.Arrays;
import java.util.List;

/** Counts what the experts of one mixture took, until it is asked for. */
final class Load {
  private final long[] taken;
  private long tokens;
  private long choices;
  private long dropped;

  Load(int experts) {
    this.taken = new long[experts];
  }

  void add(Assignment assignment) {
    tokens += assignment.tokens();
    choices += (long) assignment.tokens() * assignment.chosen();
    dropped += assignment.dropped();
    for (int expert = 0; expert < taken.length; expert++) {
      taken[expert] += assignment.size(expert);
    }
  }

  RoutingSummary take(String block) {
    double all = Math.max(1, tokens);
    long sum = Arrays.stream(taken).sum();
    List<Double> load = Arrays.stream(taken).mapToObj(count -> count / all).toList();
    double refused = (choices - sum) / (double) Math.max(1, choices);
    RoutingSummary summary =
        new RoutingSummary(
            block, tokens, load, dropped / all, refused, entropy(taken, sum), gini(taken, sum));
    Arrays.fill(taken, 0);
    tokens = 0;
    choices = 0;
    dropped = 0;
    return summary;
  }

  static double entropy(long[] counts, long sum) {
    double entropy = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = (double) count / sum;
        entropy -= share * Math.log(share);
      }
    }
    return entropy / Math.log(counts.length);
  }

  static double gini(long[] counts, long sum) {
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
    }
    return sum == 0 ? 0 : weighted / ((double) sorted.length * sum);
  }
}
