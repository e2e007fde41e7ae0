package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.CheckMade;
import io.consilium.api.ledger.Code;
import io.consilium.api.routing.Feedback;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One judgement on a plugin's work.
 *
 * @param expert whose work; empty if it is a verifier's own
 * @param code the code that did the work
 */
record Lesson(String expert, Optional<Code> code, String capability, Kind kind) {
  /** What it says. */
  enum Kind {
    /** A verifier accepts it. */
    ACCEPTED,
    /** A verifier rejects it. */
    REJECTED,
    /** The expert says that it failed. */
    FAILED,
    /** The call broke, ran out of the plugin's own time, or did not end when asked. */
    FAULT
  }

  /** Ends of a verifier's call that are the verifier's doing, as codes. */
  private static final Set<String> FAULTS =
      Set.of(How.THREW.code(), How.TIMED_OUT.code(), How.ABANDONED.code());

  /** What a check without a verdict says of the verifier; nothing if its turn never came. */
  static List<Lesson> fault(CheckMade check, Optional<Code> code) {
    boolean fault =
        check.verdict() == CheckMade.Kind.BROKE
            && check.nanos() > 0
            && check.codes().stream().anyMatch(FAULTS::contains);
    return fault ? List.of(new Lesson("", code, "", Kind.FAULT)) : List.of();
  }

  /** What a gate learns from it; empty if it is of no expert. */
  Optional<Feedback> feedback() {
    return expert.isEmpty()
        ? Optional.empty()
        : Optional.of(new Feedback(expert, capability, kind == Kind.ACCEPTED));
  }
}
