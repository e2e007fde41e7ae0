package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyAnswer.Cap;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The loop under policy: at every point, every kind of ruling holds and is on record. */
class PolicyTest {
  private static final Plan PLAN = Fakes.chain();

  private final FakePolicy rules = new FakePolicy();

  private Rig rig(Expert... more) {
    Rig rig = Rig.of(Fakes.always(PLAN));
    rig.experts.addAll(
        more.length > 0
            ? List.of(more)
            : List.of(Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two")));
    rig.rules = rules;
    return rig;
  }

  private static Fakes.Solver writing(AtomicInteger calls) {
    return Fakes.writing("two", "do.two", calls::incrementAndGet);
  }

  private static Verdict rejected() {
    return new Verdict.Rejected(0, 0.5, List.of(new Finding("off", "By far.")));
  }

  private static List<Body.PolicyEvaluated> ruled(Rig rig) {
    return rig.ledger.bodies(Body.PolicyEvaluated.class);
  }

  private static void deniedBy(TaskOutcome outcome, Rig rig, String message) {
    assertThat(outcome.answer())
        .isEqualTo(new Answer.Refused(HaltReason.POLICY, "A policy rule forbids it. " + message));
    FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    assertThat(rig.ledger.unfinished()).isEmpty();
    assertThat(ruled(rig))
        .last()
        .extracting(Body.PolicyEvaluated::outcome)
        .isEqualTo(Ruling.Outcome.DENIED);
  }

  @Test
  void withoutRulesThatNothingIsRuledIsOnRecordOnce() {
    try (Rig rig = rig()) {
      rig.rules = null;
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
      assertThat(ruled(rig))
          .containsExactly(
              new Body.PolicyEvaluated(
                  PolicyPoint.TASK_ADMITTED,
                  "",
                  Ruling.Outcome.ALLOWED,
                  List.of(),
                  List.of(),
                  java.util.Optional.empty(),
                  List.of(),
                  0));
    }
  }

  @Test
  void rulesElsewhereAreNamedByTheirRevisionAtTheAdmission() {
    rules.at(PolicyPoint.BEFORE_EFFECT);
    try (Rig rig = rig()) {
      rig.run();
      assertThat(ruled(rig))
          .extracting(Body.PolicyEvaluated::revision)
          .containsExactly(FakePolicy.REVISION);
    }
  }

  @Test
  void everyEvaluationIsOnRecordWithItsQuestion() {
    rules
        .at(PolicyPoint.TASK_ADMITTED)
        .at(PolicyPoint.PLAN_ACCEPTED)
        .at(PolicyPoint.ROUTING)
        .at(PolicyPoint.BEFORE_EFFECT)
        .at(PolicyPoint.BEFORE_ANSWER);
    try (Rig rig = rig(Fakes.joining("one", "do.one"), writing(new AtomicInteger()))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      List<Entry> asked =
          rig.ledger.all.stream()
              .filter(entry -> entry.record().body() instanceof Body.PolicyEvaluated)
              .toList();
      assertThat(asked).hasSameSizeAs(rules.asked);
      assertThat(rules.asked.get(1))
          .extracting(question -> ((PolicyQuestion.PlanAccepted) question).task().cycle())
          .isEqualTo(1);
      for (int i = 0; i < asked.size(); i++) {
        assertThat(Slots.bytes(asked.get(i).payloads().get(Slots.INPUT)))
            .isEqualTo(Json.canonical(rules.asked.get(i)));
      }
      assertThat(ruled(rig))
          .extracting(Body.PolicyEvaluated::point)
          .containsExactly(
              PolicyPoint.TASK_ADMITTED,
              PolicyPoint.PLAN_ACCEPTED,
              PolicyPoint.ROUTING,
              PolicyPoint.ROUTING,
              PolicyPoint.BEFORE_EFFECT,
              PolicyPoint.BEFORE_ANSWER);
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
    }
  }

  @Test
  void aDeniedTaskDoesNothing() {
    rules.at(PolicyPoint.TASK_ADMITTED, FakePolicy.deny("Not today."));
    try (Rig rig = rig()) {
      deniedBy(rig.run(), rig, "Not today.");
      assertThat(rig.ledger.bodies(Body.PlanRevised.class)).isEmpty();
      assertThat(rig.ledger.bodies(Body.HaltDecided.class))
          .extracting(Body.HaltDecided::reason)
          .containsExactly(java.util.Optional.of(HaltReason.POLICY));
    }
  }

  @Test
  void aDeniedPlanIsNotWorkedBy() {
    rules.at(PolicyPoint.PLAN_ACCEPTED, FakePolicy.deny("Too many steps."));
    try (Rig rig = rig()) {
      deniedBy(rig.run(), rig, "Too many steps.");
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).isEmpty();
    }
  }

  @Test
  void aDeniedPlanOfALoopBelowStopsTheWholeTask() {
    Plan above =
        Fakes.plan(
            List.of(Fakes.subgoal("deep", "do.deep", Map.of("a", "task.text"))),
            List.of(),
            "deep.out");
    Plan below =
        Fakes.plan(
            List.of(Fakes.subgoal("one", "do.one", Map.of("a", "task.a"))), List.of(), "one.out");
    rules.at(
        PolicyPoint.PLAN_ACCEPTED,
        PolicyQuestion.PlanAccepted.class,
        question ->
            question.task().level() == 1 ? List.of(FakePolicy.deny("Not below.")) : List.of());
    try (Rig rig = rig()) {
      rig.planner =
          new Fakes.Planning(carry -> carry.level() == 0 ? above : below, Set.of("do.deep"));
      deniedBy(rig.run(), rig, "Not below.");
    }
  }

  @Test
  void aCandidateThatPolicyDeniesIsVetoedAndAnotherTakesItsPlace() {
    rules.at(
        PolicyPoint.ROUTING,
        PolicyQuestion.Routing.class,
        question ->
            question.expert().id().equals("one")
                ? List.of(FakePolicy.deny("Not one."))
                : List.of());
    try (Rig rig =
        rig(
            Fakes.joining("one", "do.one"),
            Fakes.joining("other", "do.one"),
            Fakes.joining("two", "do.two"))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(Fakes.read(outcome.answer().outputs().get("out").get(0))).isEqualTo("two+other+x");
      assertThat(rig.ledger.bodies(Body.SubgoalRouted.class).get(0).candidates())
          .filteredOn(candidate -> candidate.expert().equals("one"))
          .extracting(candidate -> candidate.veto().orElse(""))
          .containsExactly("policy");
    }
  }

  @Test
  void aDeniedEffectDoesNotHappenAndIsNeverIntended() {
    AtomicInteger calls = new AtomicInteger();
    rules.at(PolicyPoint.BEFORE_EFFECT, FakePolicy.deny("Nothing leaves."));
    try (Rig rig = rig(Fakes.joining("one", "do.one"), writing(calls))) {
      deniedBy(rig.run(), rig, "Nothing leaves.");
      assertThat(calls).hasValue(0);
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class))
          .extracting(Body.ExpertCalled::expert)
          .containsExactly("one");
    }
  }

  @Test
  void anEffectBeginsAfterItsRulingIsDurable() {
    AtomicReference<List<Body>> before = new AtomicReference<>(List.of());
    rules.at(PolicyPoint.BEFORE_EFFECT);
    Rig[] holder = new Rig[1];
    Fakes.Solver writer =
        Fakes.writing("two", "do.two", () -> before.set(holder[0].ledger.bodies()));
    try (Rig rig = rig(Fakes.joining("one", "do.one"), writer)) {
      holder[0] = rig;
      rig.run();
      assertThat(before.get())
          .anyMatch(
              body ->
                  body instanceof Body.PolicyEvaluated ruled
                      && ruled.point() == PolicyPoint.BEFORE_EFFECT);
    }
  }

  @Test
  void aDeniedAnswerDoesNotLeave() {
    rules.at(PolicyPoint.BEFORE_ANSWER, FakePolicy.deny("Not verified."));
    try (Rig rig = rig()) {
      TaskOutcome outcome = rig.run();

      deniedBy(outcome, rig, "Not verified.");
      assertThat(outcome.carry().outputs()).isEmpty();
      assertThat(outcome.entries())
          .flatExtracting(entry -> entry.payloads().keySet())
          .noneMatch(slot -> slot.startsWith(Slots.OUT));
      assertThat(Fold.all(rig.ledger.all).carry().outputs()).isNotEmpty();
    }
  }

  @Test
  void aRequiredVerifierIsAskedAndItsRejectionHolds() {
    rules.at(
        PolicyPoint.PLAN_ACCEPTED,
        new PolicyAnswer.Require("four-eyes", "judge", Map.of(), Settings.EMPTY));
    try (Rig rig = rig()) {
      rig.verifiedBy(Fakes.verifier("judge", (claim, context) -> rejected()));
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.REJECTED);
      assertThat(outcome.answer()).isInstanceOf(Answer.BestEffort.class);
      assertThat(rig.ledger.bodies(Body.CheckMade.class))
          .extracting(Body.CheckMade::check, Body.CheckMade::required)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("policy:four-eyes", true));
      assertThat(ruled(rig))
          .flatExtracting(Body.PolicyEvaluated::required)
          .containsExactly("judge");
    }
  }

  @Test
  void aRequiredVerifierThatAcceptsVerifiesAndDoesNotKeepThePlanPending() {
    rules.at(
        PolicyPoint.PLAN_ACCEPTED,
        new PolicyAnswer.Require("four-eyes", "judge", Map.of(), Settings.EMPTY));
    try (Rig rig = rig().verifiedBy(Fakes.accepting("judge"))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.VERIFIED);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
    }
  }

  @Test
  void aRequiredVerifierThatIsNotThereKeepsTheAnswerFromBeingVerified() {
    rules.at(
        PolicyPoint.PLAN_ACCEPTED,
        new PolicyAnswer.Require("four-eyes", "nobody", Map.of(), Settings.EMPTY));
    try (Rig rig = rig()) {
      assertThat(rig.run().answer()).isInstanceOf(Answer.BestEffort.class);
    }
  }

  @Test
  void aCapLowersTheBudgetAndTheCarryIsTheFoldOfIt() {
    Budget any = Cap.ANY;
    rules.at(
        PolicyPoint.TASK_ADMITTED,
        new Cap(new Budget(any.cycles(), 1, Duration.ofSeconds(9), any.cost(), any.levels())));
    try (Rig rig = rig()) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.BUDGET);
      assertThat(outcome.carry().task().budget())
          .isEqualTo(new Budget(4, 1, Duration.ofSeconds(9), 1000, 3));
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(1);
    }
  }

  @Test
  void aMaskedOutputDoesNotLeave() {
    rules.at(PolicyPoint.BEFORE_ANSWER, new PolicyAnswer.Mask(List.of("out")));
    try (Rig rig = rig()) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().outputs()).isEmpty();
      assertThat(outcome.carry().outputs()).isEmpty();
      assertThat(rig.ledger.bodies(Body.AnswerReleased.class))
          .extracting(Body.AnswerReleased::outputs)
          .containsExactly(Map.of());
      assertThat(ruled(rig))
          .last()
          .extracting(Body.PolicyEvaluated::masked)
          .isEqualTo(List.of("out"));
    }
  }

  @Test
  void whatIsMissingDoesNotTellWhatIsMasked() {
    rules.at(PolicyPoint.BEFORE_ANSWER, new PolicyAnswer.Mask(List.of("out")));
    try (Rig rig = rig()) {
      rig.experts.set(
          1,
          Fakes.expert(
              "two",
              "do.two",
              (assignment, context) ->
                  new ExpertOutcome.Declined("no", "Cannot " + assignment.inputs())));
      Answer answer = rig.run().answer();

      assertThat(answer)
          .isEqualTo(new Answer.Refused(answer.reason(), Words.reason(answer.reason())));
    }
  }

  @Test
  void whatACrashLeftAfterADenialIsNotGiven() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("second", "do.write", Map.of("a", "first.out"))),
            List.of(),
            "first.out");
    rules.at(PolicyPoint.BEFORE_EFFECT, FakePolicy.deny("No."));
    for (int lost = 1; lost <= 2; lost++) {
      MemoryLedger left = new MemoryLedger();
      try (Rig crashed = rig()) {
        crashed.planner = Fakes.always(plan);
        crashed.experts.add(Fakes.writing("write", "do.write", () -> {}));
        crashed.run();
        left.all.addAll(crashed.ledger.all.subList(0, crashed.ledger.all.size() - lost));
      }
      assertThat(Fold.all(left.all).carry().outputs()).isNotEmpty();
      try (Rig rig = rig()) {
        rig.rules = null;
        rig.ledger = left;
        rig.engine().recover();
        assertThat(left.bodies(Body.AnswerReleased.class))
            .extracting(Body.AnswerReleased::kind)
            .containsExactly(Body.AnswerReleased.Kind.REFUSED);
      }
    }
  }

  @Test
  void aPolicyThatWentAwayDenies() {
    AtomicReference<io.consilium.api.policy.Policy> service = new AtomicReference<>(rules);
    Policies policies = new Policies(service::get);
    rules.at(PolicyPoint.ROUTING);
    assertThat(policies.governs(PolicyPoint.TASK_ADMITTED)).isFalse();
    service.set(null);

    assertThat(policies.governs(PolicyPoint.TASK_ADMITTED)).isTrue();
    assertThat(policies.ask(new PolicyQuestion.ConfigurationChanged("a", "b", "c")).denied())
        .isTrue();
  }

  @Test
  void aPolicyThatThrowsDenies() {
    rules.at(
        PolicyPoint.TASK_ADMITTED,
        PolicyQuestion.TaskAdmitted.class,
        question -> {
          throw new IllegalStateException("broke");
        });
    try (Rig rig = rig()) {
      assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.POLICY);
    }
  }

  @Test
  void whatACrashLeftIsNotGivenWherePolicyRulesOnAnswers() {
    MemoryLedger left = new MemoryLedger();
    try (Rig crashed = rig()) {
      crashed.rules = null;
      crashed.run();
      left.all.addAll(crashed.ledger.all.subList(0, crashed.ledger.all.size() - 1));
    }
    rules.at(PolicyPoint.BEFORE_ANSWER);
    try (Rig rig = rig()) {
      rig.ledger = left;
      rig.engine().recover();
      assertThat(left.bodies(Body.AnswerReleased.class))
          .extracting(Body.AnswerReleased::kind)
          .containsExactly(Body.AnswerReleased.Kind.REFUSED);
    }
  }
}
