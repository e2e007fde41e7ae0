package io.consilium.distribution.benchmarks.ledger;

import io.consilium.distribution.benchmarks.report.Value;
import java.util.Arrays;
import java.util.List;

/**
 * One round of appends.
 *
 * @param perSecond records
 * @param p50 milliseconds from a record's hand-over to its acknowledgement, the half of them; NaN
 *     where nobody waits for a record
 * @param p99 the same, 99 of 100
 */
record Round(double perSecond, double p50, double p99) {

  static Round of(long nanos, long[] latencies) {
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return new Round(
        sorted.length * 1e9 / nanos,
        Value.percentile(sorted, 50) / 1e6,
        Value.percentile(sorted, 99) / 1e6);
  }

  /** One in which whole groups are written, and no record is waited for. */
  static Round ofGroups(long nanos, int records) {
    return new Round(records * 1e9 / nanos, Double.NaN, Double.NaN);
  }

  boolean waited() {
    return !Double.isNaN(p50);
  }

  static Value rate(List<Round> rounds) {
    return Value.of("records", "1/s", rounds.stream().mapToDouble(Round::perSecond).toArray());
  }

  static Value p50(List<Round> rounds) {
    return Value.of("p50", "ms", rounds.stream().mapToDouble(Round::p50).toArray());
  }

  static Value p99(List<Round> rounds) {
    return Value.of("p99", "ms", rounds.stream().mapToDouble(Round::p99).toArray());
  }
}
