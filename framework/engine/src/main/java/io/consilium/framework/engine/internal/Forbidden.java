package io.consilium.framework.engine.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltDecision.Action;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    HaltDecision decision = new HaltDecision(Action.REFUSE, Optional.of(run.denial()), conditions);
    Body body =
        new Body.HaltDecided(
            Halting.ENGINE,
            decision.action(),
            decision.reason(),
            decision.conditions(),
            carry.estimate(),
            new Spend(
                carry.spend().calls(),
                carry.spend().cost(),
                Duration.ofMillis(run.elapsedMillis())),
            carry.task().budget(),
            0,
            List.of());
    Position at = new Position(carry.task().id().value(), path, carry.level(), hCycle, 0);
    Draft draft = new Draft(at, body, List.of(run.host().code()), Map.of());
    run.journal().append(state -> List.of(draft));
    return decision;
  }
}
