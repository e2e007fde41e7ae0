package io.consilium.governance.telemetry.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.EventData;
import java.util.Optional;

/** Turns decisions that take no time into events of the loop they were made in. */
final class Events {
  private Events() {}

  /**
   * What a record says as an event; empty if it is none.
   *
   * @param nanos since 1970
   */
  static Optional<EventData> of(DecisionRecord record, long nanos) {
    Body body = record.body();
    if (body instanceof Body.HaltDecided halt) {
      return event(record, nanos, "consilium.halt", halt(halt));
    } else if (body instanceof Body.CheckMade check) {
      return event(record, nanos, "gen_ai.evaluation.result", check(check));
    } else if (body instanceof Body.SubgoalRouted routed) {
      return event(record, nanos, "consilium.route", routed(routed));
    } else if (body instanceof Body.SubgoalSettled settled) {
      return event(record, nanos, "consilium.settle", settled(settled));
    } else if (body instanceof Body.PolicyEvaluated policy) {
      return event(record, nanos, "consilium.policy", policy(policy));
    }
    return people(record, nanos);
  }

  private static Optional<EventData> people(DecisionRecord record, long nanos) {
    Body body = record.body();
    AttributesBuilder said = Attributes.builder();
    if (body instanceof Body.ApprovalAsked asked) {
      said.put("consilium.approval", asked.approval())
          .put("consilium.policy.point", asked.point().name())
          .put("consilium.policy.rules", asked.rules().toArray(String[]::new))
          .put("consilium.approval.approvers", asked.approvers());
      return event(record, nanos, "consilium.approval.asked", said);
    } else if (body instanceof Body.ApprovalGiven given) {
      said.put("consilium.approval", given.approval())
          .put("consilium.approval.granted", given.granted());
      return event(record, nanos, "consilium.approval.given", said);
    } else if (body instanceof Body.ApprovalEnded ended) {
      said.put("consilium.approval", ended.approval())
          .put("consilium.approval.granted", ended.granted())
          .put("consilium.approval.timed_out", ended.timedOut());
      return event(record, nanos, "consilium.approval.ended", said);
    } else if (body instanceof Body.Corrected corrected) {
      said.put("consilium.approval", corrected.approval())
          .put(Keys.SUBGOAL, corrected.subgoal())
          .put("consilium.output", corrected.output());
      return event(record, nanos, "consilium.correct", said);
    } else if (body instanceof Body.GuestAbandoned abandoned) {
      said.put("consilium.plugin", abandoned.plugin()).put("consilium.call", abandoned.call());
      return event(record, nanos, "consilium.abandon", said);
    }
    return Optional.empty();
  }

  private static Optional<EventData> event(
      DecisionRecord record, long nanos, String name, AttributesBuilder said) {
    said.put(Keys.SEQUENCE, record.sequence());
    if (record.position().hCycle() > 0) {
      said.put(Keys.H_CYCLE, (long) record.position().hCycle());
    }
    return Optional.of(EventData.create(nanos, name, said.build()));
  }

  private static AttributesBuilder halt(Body.HaltDecided halt) {
    AttributesBuilder said =
        Attributes.builder()
            .put("consilium.halt.policy", halt.policy())
            .put("consilium.halt.action", halt.action().name())
            .put(
                "consilium.halt.held",
                halt.conditions().stream()
                    .filter(Condition::held)
                    .map(condition -> condition.reason().name())
                    .toArray(String[]::new))
            .put("consilium.spend.calls", halt.spend().calls())
            .put("consilium.spend.cost", halt.spend().cost())
            .put("consilium.halt.delta", halt.delta());
    halt.reason().ifPresent(reason -> said.put("consilium.halt.reason", reason.name()));
    halt.estimate()
        .ifPresent(
            estimate ->
                said.put("consilium.q_halt", estimate.halt())
                    .put("consilium.q_continue", estimate.proceed()));
    return said;
  }

  private static AttributesBuilder check(Body.CheckMade check) {
    AttributesBuilder said =
        Attributes.builder()
            .put(Keys.EVALUATION, check.verifier())
            .put(Keys.EVALUATION_SCORE, check.score())
            .put(Keys.EVALUATION_LABEL, check.verdict().name())
            .put("consilium.check", check.check())
            .put("consilium.check.required", check.required())
            .put("consilium.check.threshold", check.threshold())
            .put("consilium.check.codes", check.codes().toArray(String[]::new))
            .put("consilium.check.nanos", check.nanos());
    if (check.verdict() == Body.CheckMade.Kind.BROKE) {
      said.put(Keys.ERROR, check.verdict().name());
    }
    return said;
  }

  private static AttributesBuilder routed(Body.SubgoalRouted routed) {
    return Attributes.builder()
        .put(Keys.SUBGOAL, routed.subgoal())
        .put("consilium.capability", routed.capability())
        .put("consilium.routing", routed.routing())
        .put("consilium.gate", routed.gate())
        .put("consilium.route.action", routed.decision().action().name())
        .put(
            "consilium.route.chosen",
            routed.decision().chosen().stream()
                .map(choice -> choice.expert())
                .toArray(String[]::new))
        .put("consilium.route.stood", routed.stood())
        .put("consilium.route.entropy", routed.decision().entropy())
        .put("consilium.route.margin", routed.decision().margin());
  }

  private static AttributesBuilder settled(Body.SubgoalSettled settled) {
    return Attributes.builder()
        .put(Keys.SUBGOAL, settled.subgoal())
        .put(Keys.OUTCOME, settled.status().name())
        .put(Keys.CODE, settled.code())
        .put("consilium.call", settled.call())
        .put(Keys.CONFIDENCE, settled.confidence());
  }

  private static AttributesBuilder policy(Body.PolicyEvaluated policy) {
    return Attributes.builder()
        .put("consilium.policy.point", policy.point().name())
        .put("consilium.policy.revision", policy.revision())
        .put("consilium.policy.outcome", policy.outcome().name())
        .put(
            "consilium.policy.rules",
            policy.rules().stream().map(rule -> rule.rule()).toArray(String[]::new));
  }
}
