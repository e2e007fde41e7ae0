package io.consilium.framework.console.internal;

import io.consilium.api.ledger.Body;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Says in a line what rules and people did to a task; the rest is {@link Narrator}'s. */
final class PeopleNarrator {
  private PeopleNarrator() {}

  static String policy(Body.PolicyEvaluated ruled) {
    String at = "policy at " + Narrator.word(ruled.point()) + ": ";
    if (ruled.revision().isEmpty()) {
      return at + "no rules here";
    }
    String rules =
        ruled.rules().stream()
            .map(matched -> matched.rule() + " (" + Narrator.word(matched.effect()) + ")")
            .collect(Collectors.joining(", "));
    return at + Narrator.word(ruled.outcome()) + (rules.isEmpty() ? "" : " by " + rules);
  }

  static String asked(Body.ApprovalAsked asked) {
    return "waits for "
        + (asked.approvers() == 1 ? "a person" : asked.approvers() + " people")
        + " at "
        + Narrator.word(asked.point())
        + ", as "
        + String.join(", ", asked.rules())
        + " asks, until "
        + Instant.ofEpochMilli(asked.untilMillis()).truncatedTo(ChronoUnit.SECONDS)
        + ", else "
        + (asked.otherwise() ? "it goes on" : "it is refused")
        + " (see: ./consilium approve list)";
  }

  static String given(Body.ApprovalGiven given) {
    return "a person " + (given.granted() ? "approves" : "refuses");
  }

  static String ended(Body.ApprovalEnded ended) {
    return "waits no longer: "
        + (ended.granted() ? "approved" : "refused")
        + (ended.timedOut() ? ", since the time ran out" : "");
  }

  static String corrected(Body.Corrected corrected) {
    return corrected.subgoal() + ": a person puts another " + corrected.output() + " in its place";
  }
}
