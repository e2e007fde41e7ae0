package io.consilium.framework.console.internal.page;

import io.consilium.api.task.HaltReason;
import java.util.Locale;

/** What the codes of the contract mean, in words for a reader of the page. */
final class Wording {
  private Wording() {}

  static String of(HaltReason reason) {
    return switch (reason) {
      case VERIFIED -> "Every required check accepted it, and nothing was left to do";
      case CONFIDENT -> "Confidence passed the threshold, though not everything could be checked";
      case CONVERGED -> "Another cycle would have changed nothing";
      case STEP_CAP -> "The bound on cycles was reached";
      case DEADLINE -> "The time was up";
      case BUDGET -> "The bound on calls or cost was reached";
      case CYCLE -> "The loop came back to a state that it had left before";
      case NO_PLAN -> "No method of the planner applies";
      case NO_EXPERT -> "Nobody installed can do a required step";
      case REJECTED -> "A required check rejects the result, and no revision was left to try";
      case POLICY -> "A policy rule forbade it";
      case HUMAN -> "A person ended it";
      case CANCELLED -> "The caller cancelled it";
      case ERROR -> "The host failed";
      case RECOVERED -> "It was closed at a restart, after a crash";
    };
  }

  /** A constant of the contract as people write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
