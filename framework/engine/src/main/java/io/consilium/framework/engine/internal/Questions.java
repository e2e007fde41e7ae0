package io.consilium.framework.engine.internal;

import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.PolicyQuestion.Check;
import io.consilium.api.policy.PolicyQuestion.Content;
import io.consilium.api.policy.PolicyQuestion.Expert;
import io.consilium.api.policy.PolicyQuestion.Goal;
import io.consilium.api.policy.PolicyQuestion.Limits;
import io.consilium.api.policy.PolicyQuestion.Spent;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What policy is asked, from the carry. Pure. */
final class Questions {
  private Questions() {}

  static PolicyQuestion admitted(Carry carry, String pipelineDigest) {
    List<Content> inputs =
        carry.task().inputs().stream()
            .map(input -> content(input.name(), input.artifact()))
            .toList();
    return new PolicyQuestion.TaskAdmitted(
        task(carry, pipelineDigest), inputs, limits(carry.task().budget()));
  }

  static PolicyQuestion plan(
      Carry carry, int cycle, String pipelineDigest, String planner, Plan plan, long millis) {
    return new PolicyQuestion.PlanAccepted(
        task(Carries.planned(carry, cycle, Optional.empty(), carry.estimate()), pipelineDigest),
        planner,
        plan.method(),
        plan.subgoals().stream().map(Questions::goal).toList(),
        plan.checks().stream()
            .map(check -> new Check(check.id(), check.verifier(), check.required(), "", 0))
            .toList(),
        plan.outputs().keySet().stream().sorted().toList(),
        limits(carry.task().budget()),
        spent(carry, millis));
  }

  static PolicyQuestion routing(
      Carry carry,
      String pipelineDigest,
      Subgoal subgoal,
      Guest<?> guest,
      double score,
      long millis) {
    return new PolicyQuestion.Routing(
        task(carry, pipelineDigest), goal(subgoal), expert(guest), score, spent(carry, millis));
  }

  static PolicyQuestion effect(
      Carry carry, String pipelineDigest, Pursuit pursuit, Pursuit.Ask ask, long millis) {
    return new PolicyQuestion.BeforeEffect(
        task(carry, pipelineDigest),
        goal(pursuit.subgoal()),
        expert(ask.guest()),
        pursuit.attempt(),
        contents(pursuit.inputs()),
        spent(carry, millis));
  }

  static PolicyQuestion answer(Carry carry, String pipelineDigest, Answer answer, long millis) {
    String kind =
        answer instanceof Answer.Answered
            ? "answered"
            : answer instanceof Answer.BestEffort ? "best-effort" : "refused";
    return new PolicyQuestion.BeforeAnswer(
        task(carry, pipelineDigest),
        kind,
        Words.code(answer.reason()),
        Words.confidence(carry),
        contents(answer.outputs()),
        checks(carry),
        spent(carry, millis));
  }

  /** Digest of what is planned. */
  static String about(Plan plan) {
    return digest(plan);
  }

  /** Digest of what an effect works on. */
  static String about(Subgoal subgoal, Map<String, List<Artifact>> inputs) {
    return digest(List.of(subgoal.goal(), subgoal.parameters(), digests(inputs)));
  }

  /** Digest of contents by name. */
  static String about(Map<String, List<Artifact>> outputs) {
    return digest(digests(outputs));
  }

  private static String digest(Object value) {
    return Slots.json(value).digest().hex();
  }

  private static Map<String, List<String>> digests(Map<String, List<Artifact>> named) {
    Map<String, List<String>> digests = new TreeMap<>();
    named.forEach(
        (name, artifacts) ->
            digests.put(name, artifacts.stream().map(one -> one.digest().hex()).toList()));
    return digests;
  }

  private static PolicyQuestion.Task task(Carry carry, String pipelineDigest) {
    return new PolicyQuestion.Task(
        carry.task().id().value(),
        carry.task().pipeline(),
        pipelineDigest,
        carry.task().goal(),
        carry.task().principal().tenant(),
        carry.task().principal().actor(),
        carry.path(),
        carry.level(),
        carry.hCycle());
  }

  private static Goal goal(Subgoal subgoal) {
    return new Goal(subgoal.id().value(), subgoal.capability(), subgoal.optional());
  }

  private static Expert expert(Guest<?> guest) {
    Code code = guest.code();
    ExpertDescriptor descriptor = guest.descriptor(ExpertDescriptor.class);
    return new Expert(
        guest.id(),
        code.bundle(),
        code.version(),
        code.digest(),
        code.signer().orElse(""),
        descriptor.effect(),
        descriptor.cost() + 0.0);
  }

  private static List<Check> checks(Carry carry) {
    return carry.plan().map(Plan::checks).orElse(List.of()).stream()
        .map(
            check -> {
              var made = carry.checks().get(check.id());
              return new Check(
                  check.id(),
                  check.verifier(),
                  check.required(),
                  made == null ? "" : lower(Verdicts.kind(made.verdict())),
                  made == null ? 0 : Verdicts.score(made.verdict()) + 0.0);
            })
        .toList();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static List<Content> contents(Map<String, List<Artifact>> named) {
    List<Content> contents = new ArrayList<>();
    new TreeMap<>(named)
        .forEach(
            (name, artifacts) ->
                artifacts.forEach(artifact -> contents.add(content(name, artifact))));
    return contents;
  }

  private static Content content(String name, Artifact artifact) {
    return new Content(name, artifact.mediaType().value(), artifact.size());
  }

  private static Limits limits(Budget budget) {
    return new Limits(
        budget.cycles(),
        budget.steps(),
        Budgets.nanos(budget.time()) / 1e9,
        budget.cost(),
        budget.levels());
  }

  private static Spent spent(Carry carry, long millis) {
    return new Spent(carry.spend().calls(), carry.spend().cost(), millis / 1e3);
  }
}
