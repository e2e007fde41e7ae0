package io.consilium.governance.auditor.internal;

/** A figure over several tasks. Not thread-safe. */
final class Summed {
  private long count;
  private double sum;
  private double most;

  void add(double value) {
    count++;
    sum += value;
    most = Math.max(most, value);
  }

  long count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /** 0 of nothing. */
  double mean() {
    return sum / Math.max(1, count);
  }

  double most() {
    return most;
  }
}
