package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import java.util.ArrayList;
import java.util.List;

/** Measures what bounds a loop, whatever a halting policy says. */
final class Bounds {
  private final TaskRun run;
  private final String path;

  Bounds(TaskRun run, String path) {
    this.run = run;
    this.path = path;
  }

  /** What the carry does not say: how the run stands at this moment. */
  record Moment(boolean cancelled, boolean broken, boolean expired, long elapsedMillis) {}

  /**
   * @param history carries at the ends of the cycles before
   */
  List<Condition> measure(Carry carry, Planning.Outcome planned, List<Carry> history) {
    Moment now = new Moment(run.cancelled(), run.broken(), run.expired(), run.elapsedMillis());
    return measure(run.journal().state().carry(), path, now, carry, planned, history);
  }

  /** Pure. */
  static List<Condition> measure(
      Carry root,
      String path,
      Moment now,
      Carry carry,
      Planning.Outcome planned,
      List<Carry> history) {
    Budget budget = carry.task().budget();
    List<Condition> measured = new ArrayList<>();
    boolean broke = planned == Planning.Outcome.BROKE && !now.cancelled() && !now.expired();
    add(measured, HaltReason.CANCELLED, now.cancelled() ? 1 : 0, 1);
    add(measured, HaltReason.ERROR, now.broken() || broke ? 1 : 0, 1);
    add(measured, HaltReason.NO_PLAN, planned == Planning.Outcome.NO_PLAN ? 1 : 0, 1);
    measured.add(
        new Condition(
            HaltReason.DEADLINE,
            now.expired(),
            now.elapsedMillis(),
            Budgets.nanos(root.task().budget().time()) / 1_000_000));
    double steps = root.task().budget().steps();
    add(
        measured,
        HaltReason.BUDGET,
        Math.max(root.spend().calls(), steps - Budgets.callsLeft(root, path)),
        steps);
    double cost = root.task().budget().cost();
    measured.add(
        new Condition(
            HaltReason.BUDGET,
            root.spend().cost() >= cost || starved(carry),
            root.spend().cost(),
            cost));
    add(measured, HaltReason.STEP_CAP, history.size() + 1.0, budget.cycles());
    add(measured, HaltReason.CYCLE, returns(carry, history), 1);
    return measured;
  }

  /** Whether a subgoal of the plan found what is left too little. */
  private static boolean starved(Carry carry) {
    return carry.plan().stream()
        .flatMap(plan -> plan.subgoals().stream())
        .map(subgoal -> carry.results().get(subgoal.id()))
        .anyMatch(result -> result != null && result.code().equals(Words.BUDGET));
  }

  private static void add(List<Condition> to, HaltReason reason, double value, double bound) {
    to.add(new Condition(reason, value >= bound, value, bound));
  }

  /** How often the loop has been where it is now, the cycle just before not counted. */
  private static int returns(Carry carry, List<Carry> history) {
    int times = 0;
    for (int i = 0; i < history.size() - 1; i++) {
      times += same(history.get(i), carry) ? 1 : 0;
    }
    return !history.isEmpty() && same(history.get(history.size() - 1), carry) ? 0 : times;
  }

  private static boolean same(Carry a, Carry b) {
    return a.plan().equals(b.plan())
        && a.results().equals(b.results())
        && a.checks().equals(b.checks());
  }
}
