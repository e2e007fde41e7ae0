package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body.ApprovalAsked;
import io.consilium.api.ledger.Body.PolicyEvaluated;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling.Effect;
import io.consilium.api.policy.Ruling.Matched;
import io.consilium.api.policy.Ruling.Outcome;
import io.consilium.api.task.Budget;
import io.consilium.governance.auditor.PastPolicy.Asked;
import io.consilium.governance.policy.RuleFiles;
import io.consilium.governance.policy.RulePolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTrialTest {
  private static final String RULES =
      """
      rules:
        - {name: a-look, at: task-admitted, when: "true", approval: {approvers: 2}}
        - {name: few, at: task-admitted, when: "true", cap: {steps: 5}}
        - {name: checked, at: plan-accepted, when: "true", require: adds-up}
        - {name: no-names, at: before-answer, when: "true", mask: [text]}
      """;
  private static final Budget CAPPED = new Budget(6, 5, Duration.ofMillis(12_345), 1_000, 4);

  @TempDir Path directory;

  @Test
  void whatIsRuledAsBeforeIsNoDifference() throws IOException {
    assertThat(differences(RULES)).isEmpty();
  }

  @Test
  void whatDiffersInAnyPartIsToldInTheWordsOfRules() throws IOException {
    assertThat(differences(RULES.replace("approvers: 2", "approvers: 5, otherwise: approve")))
        .containsExactly(
            "record 1, task t-1, task-admitted: approval then by a-look (approval), few (cap)"
                + " [approvers: 2, otherwise: refuse; cap: 6 cycles, 5 steps, 12.345 s, cost"
                + " 1000.0, 4 levels], approval now by a-look (approval), few (cap) [approvers: 5,"
                + " otherwise: approve; cap: 6 cycles, 5 steps, 12.345 s, cost 1000.0, 4 levels]");
    assertThat(differences(RULES.replace("steps: 5", "steps: 4")).get(0)).contains(", 4 steps,");
    assertThat(differences(RULES.replace("adds-up", "is-true")))
        .containsExactly(
            "record 2, task t-1, plan-accepted: restricted then by checked (require) [require:"
                + " adds-up], restricted now by checked (require) [require: is-true]");
    assertThat(differences(RULES.replace("[text]", "[text, table.rows]")).get(0))
        .endsWith("restricted now by no-names (mask) [mask: table.rows text]");
    assertThat(differences(RULES.replace("no-names", "nobodys")).get(0)).contains("now by nobodys");
    assertThat(differences("rules: []")).hasSize(3).last().asString().endsWith(", allowed now");
  }

  @Test
  void anApprovalThatWasGivenBeforeTellsOfNoPeople() throws IOException {
    String more = RULES.replace("approvers: 2", "approvers: 5");
    try (RulePolicy policy = policy(more)) {
      assertThat(new PolicyTrial(policy, List.of(admitted(Optional.empty()))).differences())
          .isEmpty();
    }
  }

  @Test
  void pointsWithoutAQuestionAreNamed() throws IOException {
    Asked sealed = new Asked(9, "t-1", masks(), Optional.empty(), Optional.empty());
    try (RulePolicy policy = policy(RULES)) {
      assertThat(new PolicyTrial(policy, past()).untried()).isEmpty();
      assertThat(new PolicyTrial(policy, List.of(past().get(0), sealed)).untried())
          .containsExactly(
              "No question at plan-accepted is on record: its rules were not tried.",
              "No question at before-answer can be opened: its rules were not tried.");
    }
  }

  private List<String> differences(String rules) throws IOException {
    try (RulePolicy policy = policy(rules)) {
      return new PolicyTrial(policy, past()).differences();
    }
  }

  private RulePolicy policy(String rules) throws IOException {
    Files.writeString(directory.resolve("rules.yaml"), rules);
    return new RulePolicy(RuleFiles.read(List.of(directory)));
  }

  /** What {@link #RULES} ruled. */
  private static List<Asked> past() {
    PolicyEvaluated checked =
        ruled(
            PolicyPoint.PLAN_ACCEPTED,
            Outcome.RESTRICTED,
            List.of(new Matched("checked", Effect.REQUIRE)),
            List.of("adds-up"),
            Optional.empty(),
            List.of());
    return List.of(
        admitted(
            Optional.of(
                new ApprovalAsked(
                    1, PolicyPoint.TASK_ADMITTED, List.of("a-look"), 2, 0, false, 0))),
        new Asked(2, "t-1", checked, question("{}"), Optional.empty()),
        new Asked(3, "t-1", masks(), question("{}"), Optional.empty()));
  }

  private static Asked admitted(Optional<ApprovalAsked> waited) {
    String budget = "{'cycles': 6, 'steps': 200, 'seconds': 12.345, 'cost': 1000, 'levels': 4}";
    PolicyEvaluated ruling =
        ruled(
            PolicyPoint.TASK_ADMITTED,
            Outcome.APPROVAL,
            List.of(new Matched("a-look", Effect.APPROVAL), new Matched("few", Effect.CAP)),
            List.of(),
            Optional.of(CAPPED),
            List.of());
    return new Asked(1, "t-1", ruling, question("{'budget': " + budget + "}"), waited);
  }

  private static PolicyEvaluated masks() {
    return ruled(
        PolicyPoint.BEFORE_ANSWER,
        Outcome.RESTRICTED,
        List.of(new Matched("no-names", Effect.MASK)),
        List.of(),
        Optional.empty(),
        List.of("text"));
  }

  private static PolicyEvaluated ruled(
      PolicyPoint point,
      Outcome outcome,
      List<Matched> rules,
      List<String> required,
      Optional<Budget> budget,
      List<String> masked) {
    return new PolicyEvaluated(point, "abc", outcome, rules, required, budget, masked, 1);
  }

  private static Optional<byte[]> question(String json) {
    return Optional.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
