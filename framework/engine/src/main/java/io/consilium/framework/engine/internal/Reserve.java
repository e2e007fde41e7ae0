package io.consilium.framework.engine.internal;

/** Cost that calls under way may still incur; guarded by the journal's lock. */
final class Reserve {
  private double cost;

  double cost() {
    return cost;
  }

  void take(double more) {
    cost += more;
  }

  void give(double back) {
    cost = Math.max(0, cost - back);
  }
}
