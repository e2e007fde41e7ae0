package io.consilium.governance.auditor.internal;

import java.util.Collection;

/**
 * How evenly work is spread over experts. Of {@code n} loads with mean {@code m}: the entropy of
 * their shares over {@code log n} (1 is even, 0 is one for all), Gini's coefficient (0 is even),
 * and MaxVio, the largest load over {@code m} less 1 (Wang et al. 2024, arXiv 2408.15664).
 */
record Balance(int experts, long routings, double entropy, double gini, double maxVio) {

  static Balance of(Collection<Long> loads) {
    int n = loads.size();
    long sum = loads.stream().mapToLong(Long::longValue).sum();
    if (n < 2 || sum == 0) {
      return new Balance(n, sum, 1, 0, 0);
    }
    long[] sorted = loads.stream().mapToLong(Long::longValue).sorted().toArray();
    double entropy = 0;
    double ranked = 0;
    for (int i = 0; i < n; i++) {
      double share = (double) sorted[i] / sum;
      entropy -= share == 0 ? 0 : share * Math.log(share);
      ranked += (2.0 * (i + 1) - n - 1) * sorted[i];
    }
    return new Balance(
        n,
        sum,
        entropy / Math.log(n),
        ranked / ((double) n * sum),
        (double) sorted[n - 1] * n / sum - 1);
  }
}
