package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.planner.Carry;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a cycle that policy or a person stopped: nothing is given, and no halting policy is
 * asked.
 */
final class Forbidden {
  private final TaskRun run;
  private final String path;

  Forbidden(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  /**
   * @param history carries at the ends of the cycles before
   */
  HaltDecision decide(int hCycle, List<Carry> history) {
    Carry carry = run.journal().state().at(path);
    List<Condition> conditions =
        new ArrayList<>(new Bounds(run, path).measure(carry, Planning.Outcome.PLANNED, history));
    conditions.add(new Condition(run.denial(), true, 1, 1));
    return new Halting(run, path).refuse(carry, hCycle, run.denial(), conditions, carry.estimate());
  }
}
