package io.consilium.framework.engine.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Budget;
import io.consilium.api.task.SubgoalId;
import java.time.Duration;

/** What is left, by the carry. Pure. A loop is bounded by its own slice and by all those above. */
final class Budgets {
  private static final double LEAST_COST = 1e-9;

  /** Longer than this is for ever; short enough for sums with a clock not to overflow. */
  private static final Duration EVER = Duration.ofDays(3_650);

  private Budgets() {}

  /** A time in nanoseconds, ten years at most. */
  static long nanos(Duration time) {
    return (time.compareTo(EVER) < 0 ? time : EVER).toNanos();
  }

  /** What a child loop may use: what its parent has left. */
  static Budget slice(Carry parent) {
    Budget budget = parent.task().budget();
    Spend spend = parent.spend();
    Duration time = budget.time().minus(spend.time());
    return new Budget(
        budget.cycles(),
        Math.max(1, budget.steps() - spend.calls()),
        time.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : time,
        Math.max(LEAST_COST, budget.cost() - spend.cost()),
        Math.max(1, budget.levels() - 1));
  }

  /** Expert calls left to the loop at a path. */
  static int callsLeft(Carry root, String path) {
    int left = left(root);
    Carry at = root;
    for (String segment : State.segments(path)) {
      at = at.children().get(new SubgoalId(segment));
      left = Math.min(left, left(at));
    }
    return left;
  }

  /** Cost left to the loop at a path, less what calls under way may cost. */
  static double costLeft(Carry root, String path, double reserved) {
    double left = root.task().budget().cost() - root.spend().cost();
    Carry at = root;
    for (String segment : State.segments(path)) {
      at = at.children().get(new SubgoalId(segment));
      left = Math.min(left, at.task().budget().cost() - at.spend().cost());
    }
    return left - reserved;
  }

  private static int left(Carry carry) {
    return carry.task().budget().steps() - carry.spend().calls();
  }
}
