package io.consilium.framework.engine.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The next carry after one thing happened. Pure. */
final class Carries {
  private Carries() {}

  /** A carry taken apart, to be put together again with something else in it. */
  private static final class Parts {
    private Task task;
    private final String path;
    private final int level;
    private int hCycle;
    private int lStep;
    private Optional<Plan> plan;
    private Map<SubgoalId, Result> results;
    private Map<String, Checked> checks;
    private Optional<HaltEstimate> estimate;
    private Map<SubgoalId, Carry> children;
    private Spend spend;
    private Optional<HaltReason> halted;

    Parts(Carry c) {
      task = c.task();
      path = c.path();
      level = c.level();
      hCycle = c.hCycle();
      lStep = c.lStep();
      plan = c.plan();
      results = c.results();
      checks = c.checks();
      estimate = c.estimate();
      children = c.children();
      spend = c.spend();
      halted = c.halted();
    }

    Carry carry() {
      return new Carry(
          task, path, level, hCycle, lStep, plan, results, checks, estimate, children, spend,
          halted);
    }
  }

  private static Carry with(Carry c, Consumer<Parts> change) {
    Parts parts = new Parts(c);
    change.accept(parts);
    return parts.carry();
  }

  static Carry planned(Carry c, int hCycle, Optional<Plan> plan, Optional<HaltEstimate> estimate) {
    return with(
        c,
        parts -> {
          parts.hCycle = hCycle;
          parts.lStep = 0;
          parts.plan = plan;
          parts.estimate = estimate;
        });
  }

  static Carry planned(Carry c, Optional<Plan> plan) {
    return with(c, parts -> parts.plan = plan);
  }

  /** With another budget from here on. */
  static Carry capped(Carry c, Budget budget) {
    Task task = c.task();
    Task capped =
        new Task(
            task.id(),
            task.pipeline(),
            task.goal(),
            task.inputs(),
            budget,
            task.principal(),
            task.admitted(),
            task.seed());
    return with(c, parts -> parts.task = capped);
  }

  static Carry waved(Carry c, int lStep) {
    return lStep <= c.lStep() ? c : with(c, parts -> parts.lStep = lStep);
  }

  static Carry settled(Carry c, Result result) {
    Map<SubgoalId, Result> results = new LinkedHashMap<>(c.results());
    results.remove(result.subgoal());
    results.put(result.subgoal(), result);
    return with(c, parts -> parts.results = results);
  }

  static Carry checked(Carry c, Checked checked) {
    return with(c, parts -> parts.checks = State.put(c.checks(), checked.check(), checked));
  }

  static Carry child(Carry c, SubgoalId id, Carry child) {
    return with(c, parts -> parts.children = State.put(c.children(), id, child));
  }

  static Carry called(Carry c) {
    return spent(c, new Spend(c.spend().calls() + 1, c.spend().cost(), c.spend().time()));
  }

  static Carry charged(Carry c, double cost) {
    return spent(c, new Spend(c.spend().calls(), c.spend().cost() + cost, c.spend().time()));
  }

  static Carry estimated(Carry c, Optional<HaltEstimate> estimate) {
    return with(c, parts -> parts.estimate = estimate);
  }

  static Carry halted(Carry c, Duration time, Optional<HaltReason> reason) {
    Spend spend = new Spend(c.spend().calls(), c.spend().cost(), time);
    return with(
        c,
        parts -> {
          parts.spend = spend;
          parts.halted = reason;
        });
  }

  private static Carry spent(Carry c, Spend spend) {
    return with(c, parts -> parts.spend = spend);
  }
}
