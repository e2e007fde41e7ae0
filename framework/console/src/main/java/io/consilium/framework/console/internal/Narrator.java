package io.consilium.framework.console.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in a line what a record says, for a person who watches or looks back. */
final class Narrator {
  private Narrator() {}

  /** One line, without a position. */
  static String line(DecisionRecord record) {
    Body body = record.body();
    if (body instanceof Body.TaskAdmitted admitted) {
      return "admitted to " + admitted.pipeline() + " (" + admitted.goal() + ")";
    } else if (body instanceof Body.PlanRevised plan) {
      return plan(plan);
    } else if (body instanceof Body.PlanFailed failed) {
      return failed.planner() + " has no plan (" + failed.code() + ")";
    } else if (body instanceof Body.SubgoalRouted routed) {
      return routed(routed);
    } else if (body instanceof Body.ExpertCalled called) {
      return called.subgoal() + ": " + called.expert() + " is asked" + attempt(called.attempt());
    } else if (body instanceof Body.ExpertReturned returned) {
      return returned(returned);
    } else if (body instanceof Body.SubgoalSettled settled) {
      return settled.subgoal() + ": " + word(settled.status()) + code(settled.code());
    } else if (body instanceof Body.CheckMade check) {
      return "check " + check.check() + ": " + word(check.verdict()) + codes(check.codes());
    } else if (body instanceof Body.ShadowReturned shadow) {
      return shadow.subgoal()
          + ": beside call "
          + shadow.call()
          + " a shadow: "
          + word(shadow.outcome())
          + code(shadow.code())
          + (shadow.agrees() ? ", as the call" : ", otherwise than the call");
    } else if (body instanceof Body.ShadowChecked shadow) {
      return "check "
          + shadow.check()
          + " of the shadow beside call "
          + shadow.call()
          + ": "
          + word(shadow.verdict())
          + codes(shadow.codes());
    } else if (body instanceof Body.HaltDecided halt) {
      return halt(halt);
    } else if (body instanceof Body.AnswerReleased released) {
      return "released: " + word(released.kind()) + " (" + released.reason() + ")";
    } else if (body instanceof Body.GuestAbandoned lost) {
      return lost.plugin() + " never came back; its thread is lost (" + lost.lost() + " in all)";
    } else if (body instanceof Body.PolicyEvaluated ruled) {
      return PeopleNarrator.policy(ruled);
    } else if (body instanceof Body.ApprovalAsked asked) {
      return PeopleNarrator.asked(asked);
    } else if (body instanceof Body.ApprovalGiven given) {
      return PeopleNarrator.given(given);
    } else if (body instanceof Body.ApprovalEnded ended) {
      return PeopleNarrator.ended(ended);
    } else if (body instanceof Body.Corrected corrected) {
      return PeopleNarrator.corrected(corrected);
    }
    return kind(body).replace('-', ' ');
  }

  /** The body's name, such as {@code expert-called}. */
  static String kind(Body body) {
    return body.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plan(Body.PlanRevised plan) {
    String steps =
        plan.subgoals().stream()
            .map(Body.PlanRevised.Planned::id)
            .collect(Collectors.joining(", "));
    return "plan "
        + plan.revision()
        + " by "
        + plan.method()
        + " ("
        + plan.cause()
        + "): "
        + (plan.changed() ? steps : "as before");
  }

  private static String routed(Body.SubgoalRouted routed) {
    RoutingDecision decision = routed.decision();
    String what =
        switch (decision.action()) {
          case EXECUTE ->
              "to "
                  + decision.chosen().stream()
                      .map(RoutingDecision.Choice::expert)
                      .collect(Collectors.joining(", "));
          case DECOMPOSE -> "to be decomposed";
          case REFUSE -> "to nobody";
        };
    return String.format(
        Locale.ROOT,
        "%s: %s goes %s (of %d, margin %.2f)",
        routed.subgoal(),
        routed.capability(),
        what,
        routed.stood(),
        decision.margin());
  }

  private static String returned(Body.ExpertReturned returned) {
    return String.format(
        Locale.ROOT,
        "%s: %s by %s in %d ms, confidence %.2f%s",
        returned.subgoal(),
        word(returned.outcome()),
        returned.expert(),
        returned.nanos() / 1_000_000,
        returned.confidence(),
        code(returned.code()));
  }

  private static String halt(Body.HaltDecided halt) {
    String held =
        halt.conditions().stream()
            .filter(Condition::held)
            .map(condition -> condition.reason().name())
            .collect(Collectors.joining(", "));
    return "cycle ends: "
        + word(halt.action())
        + halt.reason().map(reason -> " for " + reason).orElse("")
        + (held.isEmpty() ? "" : " (held: " + held + ")");
  }

  private static String codes(List<String> codes) {
    return codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")";
  }

  private static String code(String code) {
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  private static String attempt(int attempt) {
    return attempt > 1 ? ", attempt " + attempt : "";
  }
}
