package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.pipeline.method.Condition;
import io.consilium.framework.pipeline.method.Method;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a plan is as it is, in one word of a closed list. */
final class Cause {
  /** The first plan of its loop. */
  static final String INITIAL = "initial";

  /** The plan in force still stands. */
  static final String UNCHANGED = "unchanged";

  /** Another method than before applies. */
  static final String METHOD_CHANGED = "method-changed";

  /** A verdict that rejects calls for steps that were not there. */
  static final String CHECK_REJECTED = "check-rejected";

  /** What came back, or did not, calls for other steps. */
  static final String RESULTS_IN = "results-in";

  private Cause() {}

  static String of(Carry carry, Plan plan, Method method) {
    if (carry.plan().isEmpty()) {
      return INITIAL;
    }
    Plan before = carry.plan().get();
    if (before.equals(plan)) {
      return UNCHANGED;
    }
    if (!before.method().equals(plan.method())) {
      return METHOD_CHANGED;
    }
    return calledForByRejection(carry, before, plan, method) ? CHECK_REJECTED : RESULTS_IN;
  }

  private static boolean calledForByRejection(Carry carry, Plan before, Plan plan, Method method) {
    Set<String> rejected =
        carry.checks().entrySet().stream()
            .filter(entry -> entry.getValue().verdict() instanceof Verdict.Rejected)
            .map(Map.Entry::getKey)
            .map(Cause::spoken)
            .collect(Collectors.toSet());
    Set<String> known = steps(before);
    return method.steps().stream()
        .filter(step -> steps(plan).contains(step.name()) && !known.contains(step.name()))
        .flatMap(step -> step.when().stream())
        .map(Condition::checks)
        .anyMatch(checks -> checks.stream().map(Cause::spoken).anyMatch(rejected::contains));
  }

  private static String spoken(String name) {
    return name.replace('-', '_');
  }

  private static Set<String> steps(Plan plan) {
    return plan.subgoals().stream()
        .map(Subgoal::id)
        .map(id -> id.step())
        .collect(Collectors.toSet());
  }
}
