package io.consilium.api.halting;

import io.consilium.api.task.HaltReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an H-cycle ended.
 *
 * @param action go on, or stop and how
 * @param reason the condition that won; present unless going on
 * @param conditions every condition looked at, those that held and those that did not
 */
public record HaltDecision(Action action, Optional<HaltReason> reason, List<Condition> conditions) {

  /** What follows. */
  public enum Action {
    /** Another H-cycle. */
    CONTINUE,
    /** The outputs are the answer, verified. */
    ANSWER,
    /** The outputs are the best there is, and marked so. */
    BEST_EFFORT,
    /** There is nothing worth giving. */
    REFUSE
  }

  public HaltDecision {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(reason, "reason");
    conditions = List.copyOf(conditions);
    if ((action == Action.CONTINUE) == reason.isPresent()) {
      throw new IllegalArgumentException("A stop, and only a stop, has a reason.");
    }
  }

  public boolean halts() {
    return action != Action.CONTINUE;
  }
}
