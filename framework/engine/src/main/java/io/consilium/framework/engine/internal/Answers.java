package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Position;
import io.consilium.api.verifier.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer that a halting decision and the root's carry make. Pure. */
final class Answers {
  private Answers() {}

  /**
   * @param entries of the task so far; rulings on the answer among them hold
   * @param trouble what broke, for a person; empty if nothing did
   */
  static Answer of(Carry carry, HaltDecision halt, List<Entry> entries, String trouble) {
    return Withheld.of(unruled(carry, halt, entries, trouble), entries);
  }

  private static Answer unruled(
      Carry carry, HaltDecision halt, List<Entry> entries, String trouble) {
    HaltReason reason = halt.reason().orElse(HaltReason.ERROR);
    switch (halt.action()) {
      case ANSWER:
        return new Answer.Answered(reason, carry.outputs());
      case BEST_EFFORT:
        return new Answer.BestEffort(reason, carry.outputs(), missing(carry, reason, trouble));
      default:
        return new Answer.Refused(reason, refusal(carry, reason, entries, trouble));
    }
  }

  static Draft released(Position at, Answer answer) {
    Map<String, Integer> counts = new HashMap<>();
    answer.outputs().forEach((name, artifacts) -> counts.put(name, artifacts.size()));
    Map<String, Artifact> payloads = new HashMap<>(Slots.some(Slots.OUT, answer.outputs()));
    payloads.putAll(Slots.message(message(answer)));
    return new Draft(
        at, new Body.AnswerReleased(kind(answer), answer.reason(), counts), List.of(), payloads);
  }

  private static Body.AnswerReleased.Kind kind(Answer answer) {
    if (answer instanceof Answer.Answered) {
      return Body.AnswerReleased.Kind.ANSWERED;
    }
    return answer instanceof Answer.BestEffort
        ? Body.AnswerReleased.Kind.BEST_EFFORT
        : Body.AnswerReleased.Kind.REFUSED;
  }

  private static String message(Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return refused.message();
    }
    return answer instanceof Answer.BestEffort best ? String.join("\n", best.missing()) : "";
  }

  private static List<String> missing(Carry carry, HaltReason reason, String trouble) {
    List<String> missing = new ArrayList<>();
    missing.add(reason == HaltReason.ERROR ? Words.broke(trouble) : Words.reason(reason));
    for (Subgoal subgoal : carry.plan().map(Plan::subgoals).orElse(List.of())) {
      Result result = carry.results().get(subgoal.id());
      if (result == null) {
        missing.add("The subgoal " + subgoal.id() + " was not finished.");
      } else if (result.status() != Result.Status.SOLVED && !subgoal.optional()) {
        missing.add("The subgoal " + subgoal.id() + ": " + result.message());
      }
    }
    for (Check check : carry.plan().map(Plan::checks).orElse(List.of())) {
      Checked checked = carry.checks().get(check.id());
      if (check.required()) {
        missing.addAll(words(check, checked));
      }
    }
    return missing;
  }

  private static List<String> words(Check check, Checked checked) {
    String name = "The check " + check.id() + " (" + check.verifier() + ") ";
    if (checked == null) {
      return List.of(name + "could not be made: what it judges is not there.");
    }
    Verdict verdict = checked.verdict();
    if (verdict instanceof Verdict.Accepted) {
      return List.of();
    }
    String said =
        verdict instanceof Verdict.Rejected
            ? "rejects"
            : verdict instanceof Verdict.Undecided ? "could not decide" : "broke";
    String why = verdict.findings().isEmpty() ? "" : ": " + verdict.findings().get(0).message();
    return List.of(name + said + why);
  }

  /** A stop from outside is said first; else what went wrong first. */
  private static String refusal(
      Carry carry, HaltReason reason, List<Entry> entries, String trouble) {
    if (reason == HaltReason.ERROR) {
      return Words.broke(trouble);
    }
    boolean outside = reason == HaltReason.CANCELLED || reason == HaltReason.RECOVERED;
    if (outside) {
      return Words.reason(reason);
    }
    if (reason == HaltReason.POLICY || reason == HaltReason.HUMAN) {
      return Withheld.denial(reason, entries);
    }
    if (reason == HaltReason.NO_PLAN) {
      return lastPlanFailure(entries);
    }
    return Words.culprit(carry)
        .filter(result -> !result.message().isBlank())
        .map(Result::message)
        .orElseGet(() -> Words.reason(reason));
  }

  private static String lastPlanFailure(List<Entry> entries) {
    String message = "";
    for (Entry entry : entries) {
      if (entry.record().body() instanceof Body.PlanFailed
          && entry.record().position().path().isEmpty()) {
        message = Slots.text(entry.payloads(), Slots.MESSAGE);
      }
    }
    return message.isBlank() ? Words.reason(HaltReason.NO_PLAN) : message;
  }
}
