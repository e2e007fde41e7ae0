package io.consilium.governance.auditor.internal;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.SubgoalRouted.Scored;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.routing.RoutingDecision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A step of a task as it is compared with another run's: where it stands, what was decided, and the
 * figures behind it. What the clock says is left out.
 *
 * @param place the same for the same step of two runs
 * @param decided what the step is
 * @param figures what it was taken from
 */
record Decided(
    String place, Map<String, String> decided, Map<String, String> figures, DecisionRecord record) {

  /** A step; {@code times} says how often its place was there before. */
  static Decided of(DecisionRecord record, int times) {
    Map<String, String> decided = new LinkedHashMap<>();
    Map<String, String> figures = new LinkedHashMap<>();
    fill(record.body(), decided, figures);
    figures.put(
        "code",
        record.code().stream()
            .map(code -> code.bundle() + " " + code.version() + " " + code.digest())
            .sorted()
            .collect(Collectors.joining(", ")));
    return new Decided(
        place(record) + (times > 0 ? ", time " + (times + 1) : ""), decided, figures, record);
  }

  static String place(DecisionRecord record) {
    var at = record.position();
    String subject = subject(record.body());
    return Facts.type(record.body()).replace('-', ' ')
        + (subject.isEmpty() ? "" : " of " + subject)
        + (at.path().isEmpty() ? ", root loop" : ", loop " + at.path())
        + (at.hCycle() > 0 ? ", H-cycle " + at.hCycle() : "");
  }

  private static String subject(Body body) {
    return body instanceof Body.CheckMade check ? check.check() : TaskTree.subgoal(body);
  }

  private static void fill(Body body, Map<String, String> decided, Map<String, String> figures) {
    if (body instanceof Body.TaskAdmitted b) {
      decided.put("pipeline", b.pipeline());
      decided.put("goal", b.goal());
      decided.put("inputs", String.join(", ", b.roles()));
      figures.put("pipeline's digest", b.pipelineDigest());
      figures.put("budget", Words.budget(b.budget()));
      figures.put("seed", Long.toString(b.seed()));
    } else if (body instanceof Body.PlanRevised b) {
      decided.put("planner", b.planner());
      decided.put("method", b.method());
      decided.put(
          "subgoals",
          b.subgoals().stream()
              .map(s -> s.id() + " (" + s.capability() + ")")
              .collect(Collectors.joining(", ")));
      figures.put("cause", b.cause());
      figures.put("considered", String.join(", ", b.considered()));
    } else if (body instanceof Body.PlanFailed b) {
      decided.put("planner", b.planner());
      decided.put("code", b.code());
    } else if (body instanceof Body.SubgoalRouted b) {
      routed(b, decided, figures);
    } else if (body instanceof Body.ExpertCalled b) {
      decided.put("expert", b.expert());
      figures.put("effect", Words.lower(b.effect()));
    } else if (body instanceof Body.ExpertReturned b) {
      decided.put("expert", b.expert());
      decided.put("outcome", Words.lower(b.outcome()));
      decided.put("code", b.code());
      decided.put("outputs", String.join(", ", b.outputs()));
      figures.put("confidence", Words.number(b.confidence()));
      figures.put("cost", Words.number(b.cost()));
    } else if (body instanceof Body.SubgoalSettled b) {
      decided.put("status", Words.lower(b.status()));
      decided.put("code", b.code());
      figures.put("confidence", Words.number(b.confidence()));
    } else {
      ends(body, decided, figures);
    }
  }

  private static void ends(Body body, Map<String, String> decided, Map<String, String> figures) {
    if (body instanceof Body.CheckMade b) {
      decided.put("verifier", b.verifier());
      decided.put("verdict", Words.lower(b.verdict()));
      figures.put("score", Words.pair(b.score(), ", needs ", b.threshold()));
      figures.put("codes", String.join(", ", b.codes()));
    } else if (body instanceof Body.HaltDecided b) {
      decided.put("action", Words.lower(b.action()));
      decided.put("reason", b.reason().map(Enum::name).orElse("none"));
      figures.put("policy", b.policy());
      figures.put(
          "held",
          b.conditions().stream()
              .filter(Condition::held)
              .map(c -> c.reason().name())
              .sorted()
              .collect(Collectors.joining(", ")));
      figures.put("calls", Integer.toString(b.spend().calls()));
      figures.put("cost", Words.number(b.spend().cost()));
      figures.put("outputs there", String.join(", ", b.best()));
    } else if (body instanceof Body.AnswerReleased b) {
      decided.put("answer", Words.lower(b.kind()));
      decided.put("reason", b.reason().name());
      decided.put("outputs", Words.names(b.outputs()));
    } else if (body instanceof Body.PolicyEvaluated b) {
      decided.put("outcome", Words.lower(b.outcome()));
      figures.put("revision", b.revision());
    }
  }

  private static void routed(
      Body.SubgoalRouted b, Map<String, String> decided, Map<String, String> figures) {
    decided.put("action", Words.lower(b.decision().action()));
    decided.put(
        "chosen",
        b.decision().chosen().stream()
            .map(RoutingDecision.Choice::expert)
            .collect(Collectors.joining(", ")));
    decided.put("fallbacks", String.join(", ", b.decision().fallbacks()));
    figures.put("gate", b.gate());
    figures.put("by chance", b.decision().explored() ? "yes" : "no");
    figures.put("stood", Integer.toString(b.stood()));
    for (Scored c : b.candidates()) {
      figures.put(
          "candidate " + c.expert(),
          c.veto().map("excluded by "::concat).orElseGet(() -> Words.number(c.score()))
              + Candidates.scored(c));
    }
  }
}
