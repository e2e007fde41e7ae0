package io.consilium.api.planner;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a planner says at the start of an H-cycle. */
public sealed interface PlanRevision {

  /**
   * The plan from now on; it may equal the one before.
   *
   * @param cause short lower-case word: why it is as it is, such as {@code initial} or {@code
   *     check-rejected}
   * @param considered names of the alternatives looked at, the chosen one included
   * @param estimate the planner's view on halting, if it has one
   */
  record Revised(Plan plan, String cause, List<String> considered, Optional<HaltEstimate> estimate)
      implements PlanRevision {
    public Revised {
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(estimate, "estimate");
      considered = List.copyOf(considered);
    }
  }

  /**
   * No way is known.
   *
   * @param message for a person: what was looked for, what there is, what to do
   */
  record NoPlan(String message) implements PlanRevision {
    public NoPlan {
      Objects.requireNonNull(message, "message");
    }
  }
}
