package io.consilium.framework.engine.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.policy.PolicyAnswer.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks that policy adds to a plan. They stand in the plan on record and are made and weighed as
 * any other; a planner sees its plans without them, since it would take them for another's. Pure.
 */
final class PolicyChecks {
  /** No pipeline can name a check so. */
  private static final String PREFIX = "policy:";

  private PolicyChecks() {}

  static Plan with(Plan plan, List<Require> required) {
    List<Check> checks = new ArrayList<>(plan.checks());
    for (Require one : required) {
      Map<String, List<Ref>> inputs = one.inputs().isEmpty() ? plan.outputs() : one.inputs();
      checks.add(new Check(PREFIX + one.rule(), one.verifier(), inputs, one.settings(), true));
    }
    return new Plan(plan.method(), plan.subgoals(), checks, plan.outputs());
  }

  static Plan without(Plan plan) {
    boolean none = plan.checks().stream().noneMatch(PolicyChecks::added);
    return none
        ? plan
        : new Plan(
            plan.method(),
            plan.subgoals(),
            plan.checks().stream().filter(check -> !added(check)).toList(),
            plan.outputs());
  }

  /** A carry as its planner knows it. */
  static Carry without(Carry carry) {
    return Carries.planned(carry, carry.plan().map(PolicyChecks::without));
  }

  private static boolean added(Check check) {
    return check.id().startsWith(PREFIX);
  }
}
