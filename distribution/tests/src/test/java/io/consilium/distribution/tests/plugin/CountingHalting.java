package io.consilium.distribution.tests.plugin;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.planner.Carry;
import io.consilium.api.task.HaltReason;
import java.util.Optional;

/**
 * Goes on for as many cycles as it is set to, and notes each decision: task, path, cycle, action,
 * reason.
 */
public final class CountingHalting implements HaltingPolicy {
  /** Its id. */
  public static final String ID = "test.counting";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public HaltDecision decide(HaltingRequest request) {
    HaltDecision decision = decision(request);
    Carry carry = request.carry();
    Tally.note(
        request.settings(),
        String.join(
            " ",
            "halted",
            carry.task().id().value(),
            "(" + carry.path() + ")",
            Integer.toString(carry.hCycle()),
            decision.action().name(),
            decision.reason().map(HaltReason::name).orElse("")));
    return decision;
  }

  private static HaltDecision decision(HaltingRequest request) {
    Optional<HaltReason> bound =
        request.enforced().stream().filter(Condition::held).map(Condition::reason).findFirst();
    boolean early = request.carry().hCycle() < request.settings().number("cycles", 1);
    boolean some = !request.carry().outputs().isEmpty();
    if (bound.isEmpty() && early) {
      return new HaltDecision(Action.CONTINUE, Optional.empty(), request.enforced());
    }
    Action stop = bound.isEmpty() ? Action.ANSWER : Action.BEST_EFFORT;
    HaltReason reason = bound.orElse(some ? HaltReason.CONFIDENT : HaltReason.NO_EXPERT);
    return new HaltDecision(some ? stop : Action.REFUSE, Optional.of(reason), request.enforced());
  }
}
