package io.consilium.framework.engine.internal;

/** Cost that calls under way may still incur. Thread-safe. */
final class Reserve {
  private double cost;

  synchronized double cost() {
    return cost;
  }

  synchronized void take(double more) {
    cost += more;
  }

  synchronized void give(double back) {
    cost = Math.max(0, cost - back);
  }
}
