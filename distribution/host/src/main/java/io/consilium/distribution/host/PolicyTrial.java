package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body.PolicyEvaluated;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Budget;
import io.consilium.governance.auditor.PastPolicy.Asked;
import io.consilium.governance.policy.RulePolicy;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds rules against what policy was asked in the past, and tells what they would rule. */
final class PolicyTrial {
  private final RulePolicy policy;
  private final List<Asked> asked;

  PolicyTrial(RulePolicy policy, List<Asked> asked) {
    this.policy = policy;
    this.asked = List.copyOf(asked);
  }

  /**
   * One line for each question that would be ruled otherwise. Of a ruling counts what is on record:
   * neither how long people may take, nor what a required verifier is handed.
   */
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (Asked one : asked) {
      one.question()
          .flatMap(question -> difference(one, question))
          .ifPresent(difference -> differences.add(where(one) + difference));
    }
    return differences;
  }

  /** One line for each point of whose rules no question shows anything. */
  List<String> untried() {
    List<String> untried = new ArrayList<>();
    for (PolicyPoint point : PolicyPoint.values()) {
      List<Asked> there = asked.stream().filter(one -> one.ruling().point() == point).toList();
      if (policy.governs(point) && there.stream().allMatch(one -> one.question().isEmpty())) {
        untried.add(
            "No question at "
                + PolicyCommand.written(point)
                + (there.isEmpty() ? " is on record" : " can be opened")
                + ": its rules were not tried.");
      }
    }
    return untried;
  }

  private static String where(Asked one) {
    return "record "
        + one.sequence()
        + (one.task().isEmpty() ? "" : ", task " + one.task())
        + ", "
        + PolicyCommand.written(one.ruling().point())
        + ": ";
  }

  private Optional<String> difference(Asked one, byte[] bytes) {
    PolicyEvaluated then = one.ruling();
    try {
      JsonNode question = Json.tree(bytes);
      Ruling ruling = policy.ask(then.point(), question);
      PolicyEvaluated now = PolicyEvaluated.of(ruling, budget(question));
      String people = one.waited().map(a -> people(a.approvers(), a.otherwise())).orElse("");
      // Who had approved the same before was not asked again: nothing to compare is on record.
      boolean untold = people.isEmpty() && then.outcome() == Ruling.Outcome.APPROVAL;
      String others =
          ruling
              .approval()
              .filter(approval -> !untold)
              .map(approval -> people(approval.approvers(), approval.granted()))
              .orElse("");
      Told before = Told.of(then, people);
      Told instead = Told.of(now, others);
      return before.equals(instead)
          ? Optional.empty()
          : Optional.of(before.in("then") + ", " + instead.in("now"));
    } catch (IllegalArgumentException e) {
      return Optional.of("not a question of this version: " + e.getMessage());
    }
  }

  /** What could be capped, as the question shows it; empty at points where nothing can. */
  private static Optional<Budget> budget(JsonNode question) {
    JsonNode limits = question.path("budget");
    return limits.isObject()
        ? Optional.of(
            new Budget(
                limits.path("cycles").asInt(),
                limits.path("steps").asInt(),
                Duration.ofNanos(Math.round(limits.path("seconds").asDouble() * 1e9)),
                limits.path("cost").asDouble(),
                limits.path("levels").asInt()))
        : Optional.empty();
  }

  private static String people(int approvers, boolean granted) {
    return "approvers: " + approvers + ", otherwise: " + (granted ? "approve" : "refuse");
  }

  /** All that is on record of a ruling, in the words of rules: two are the same if these are. */
  private record Told(String outcome, String asks) {
    static Told of(PolicyEvaluated ruling, String people) {
      List<String> asks = new ArrayList<>();
      if (!people.isEmpty()) {
        asks.add(people);
      }
      ruling.budget().ifPresent(budget -> asks.add("cap: " + limits(budget)));
      if (!ruling.masked().isEmpty()) {
        asks.add("mask: " + String.join(" ", ruling.masked()));
      }
      if (!ruling.required().isEmpty()) {
        asks.add("require: " + String.join(" ", ruling.required()));
      }
      String rules =
          ruling.rules().stream()
              .map(matched -> matched.rule() + " (" + PolicyCommand.written(matched.effect()) + ")")
              .collect(Collectors.joining(", "));
      return new Told(
          PolicyCommand.written(ruling.outcome()),
          (rules.isEmpty() ? "" : " by " + rules)
              + (asks.isEmpty() ? "" : " [" + String.join("; ", asks) + "]"));
    }

    String in(String time) {
      return outcome + " " + time + asks;
    }
  }

  private static String limits(Budget budget) {
    return budget.cycles()
        + " cycles, "
        + budget.steps()
        + " steps, "
        + budget.time().toMillis() / 1e3
        + " s, cost "
        + budget.cost()
        + ", "
        + budget.levels()
        + " levels";
  }
}
