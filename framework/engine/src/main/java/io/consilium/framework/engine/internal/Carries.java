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

/** The next carry after one thing happened. Pure. */
final class Carries {
  private Carries() {}

  static Carry planned(Carry c, int hCycle, Optional<Plan> plan, Optional<HaltEstimate> estimate) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        hCycle,
        0,
        plan,
        c.results(),
        c.checks(),
        estimate,
        c.children(),
        c.spend(),
        c.halted());
  }

  static Carry planned(Carry c, Optional<Plan> plan) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        plan,
        c.results(),
        c.checks(),
        c.estimate(),
        c.children(),
        c.spend(),
        c.halted());
  }

  /** With another budget from here on. */
  static Carry capped(Carry c, Budget budget) {
    Task task = c.task();
    return new Carry(
        new Task(
            task.id(),
            task.pipeline(),
            task.goal(),
            task.inputs(),
            budget,
            task.principal(),
            task.admitted(),
            task.seed()),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        c.estimate(),
        c.children(),
        c.spend(),
        c.halted());
  }

  static Carry waved(Carry c, int lStep) {
    return lStep <= c.lStep()
        ? c
        : new Carry(
            c.task(),
            c.path(),
            c.level(),
            c.hCycle(),
            lStep,
            c.plan(),
            c.results(),
            c.checks(),
            c.estimate(),
            c.children(),
            c.spend(),
            c.halted());
  }

  static Carry settled(Carry c, Result result) {
    Map<SubgoalId, Result> results = new LinkedHashMap<>(c.results());
    results.remove(result.subgoal());
    results.put(result.subgoal(), result);
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        results,
        c.checks(),
        c.estimate(),
        c.children(),
        c.spend(),
        c.halted());
  }

  static Carry checked(Carry c, Checked checked) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        State.put(c.checks(), checked.check(), checked),
        c.estimate(),
        c.children(),
        c.spend(),
        c.halted());
  }

  static Carry child(Carry c, SubgoalId id, Carry child) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        c.estimate(),
        State.put(c.children(), id, child),
        c.spend(),
        c.halted());
  }

  static Carry called(Carry c) {
    return spent(c, new Spend(c.spend().calls() + 1, c.spend().cost(), c.spend().time()));
  }

  static Carry charged(Carry c, double cost) {
    return spent(c, new Spend(c.spend().calls(), c.spend().cost() + cost, c.spend().time()));
  }

  static Carry estimated(Carry c, Optional<HaltEstimate> estimate) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        estimate,
        c.children(),
        c.spend(),
        c.halted());
  }

  static Carry halted(Carry c, Duration time, Optional<HaltReason> reason) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        c.estimate(),
        c.children(),
        new Spend(c.spend().calls(), c.spend().cost(), time),
        reason);
  }

  private static Carry spent(Carry c, Spend spend) {
    return new Carry(
        c.task(),
        c.path(),
        c.level(),
        c.hCycle(),
        c.lStep(),
        c.plan(),
        c.results(),
        c.checks(),
        c.estimate(),
        c.children(),
        spend,
        c.halted());
  }
}
