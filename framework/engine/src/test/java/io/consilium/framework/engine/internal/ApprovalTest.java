package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that wait for people. */
@Timeout(120)
class ApprovalTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.two", Map.of("a", "first.out"))),
          List.of(),
          "second.out");

  private final FakePolicy rules = new FakePolicy();
  private final AtomicInteger writes = new AtomicInteger();

  private Rig rig() {
    Rig rig = Rig.of(new Fakes.Planning(carry -> PLAN, Set.of()));
    rig.experts.add(Fakes.joining("one", "do.one"));
    rig.experts.add(
        Fakes.expert(
            "two",
            "do.two",
            Effect.WRITES_OUTSIDE,
            Duration.ofSeconds(20),
            1,
            (assignment, context) -> {
              writes.incrementAndGet();
              return Fakes.joined("two", assignment, 0.9);
            }));
    rig.rules = rules;
    return rig;
  }

  private static PolicyAnswer approval(int approvers, Duration within, boolean otherwise) {
    return new PolicyAnswer.Approval(
        List.of("ask"),
        approvers,
        within,
        otherwise,
        List.of(new PolicyAnswer.Approval.Shown("expert.id", "two")));
  }

  private static Approvals.Waiting waiting(Approvals approvals) {
    while (approvals.waiting().isEmpty()) {
      Thread.onSpinWait();
    }
    return approvals.waiting().get(0);
  }

  /** What follows from a correction is asked about anew. */
  private static void decideNext(Approvals approvals, Run run, int number) {
    while (approvals.waiting().stream().noneMatch(wait -> wait.approval() == number)) {
      Thread.onSpinWait();
    }
    approvals.decide(run.id(), number, "bob", true, "");
  }

  private static String out(TaskOutcome outcome) {
    return Fakes.read(outcome.answer().outputs().get("out").get(0));
  }

  @Test
  void anEffectWaitsUntilEnoughPeopleApproved() {
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(2, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      Approvals.Waiting wait = waiting(approvals);

      assertThat(wait.shown()).containsExactly(new PolicyAnswer.Approval.Shown("expert.id", "two"));
      assertThat(writes).hasValue(0);
      assertThatThrownBy(() -> approvals.decide(run.id(), 1, "local", true, ""))
          .hasMessageContaining("hands a task in does not approve it");
      assertThat(approvals.decide(run.id(), 1, "ann", true, "fine")).isEqualTo("1 of 2 approved");
      assertThatThrownBy(() -> approvals.decide(run.id(), 1, "ann", true, "again"))
          .hasMessageContaining("has approved already");
      assertThat(approvals.decide(run.id(), 1, "bob", true, "fine")).isEqualTo("approved");

      assertThat(out(Rig.end(run))).isEqualTo("two+one+x");
      assertThat(writes).hasValue(1);
      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class))
          .containsExactly(new Body.ApprovalEnded(1, true, false));
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void whatAPersonRefusesEndsTheTaskWithItsWords() {
    rules.at(PolicyPoint.PLAN_ACCEPTED, approval(1, Duration.ofHours(1), true));
    try (Rig rig = rig()) {
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      approvals.decide(run.id(), 1, "ann", false, "Not this quarter.");

      assertThat(Rig.end(run).answer())
          .isEqualTo(
              new Answer.Refused(HaltReason.HUMAN, "A person refused it. Not this quarter."));
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aWaitThatRunsOutEndsAsTheRuleSays() {
    rules.at(PolicyPoint.BEFORE_ANSWER, approval(1, Duration.ZERO, false));
    try (Rig rig = rig()) {
      assertThat(rig.run().answer())
          .isEqualTo(
              new Answer.Refused(
                  HaltReason.POLICY, "A policy rule forbids it. Nobody approved it in time."));
    }
    rules.at(PolicyPoint.BEFORE_ANSWER, approval(1, Duration.ZERO, true));
    try (Rig rig = rig()) {
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void aCancelledTaskWaitsNoLonger() {
    rules.at(PolicyPoint.TASK_ADMITTED, approval(1, Duration.ofHours(1), true));
    try (Rig rig = rig()) {
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      run.cancel();

      assertThat(Rig.end(run).answer().reason()).isEqualTo(HaltReason.CANCELLED);
    }
  }

  @Test
  void theWaitSurvivesTheHostAtEveryPoint() {
    for (PolicyPoint point :
        List.of(
            PolicyPoint.TASK_ADMITTED,
            PolicyPoint.PLAN_ACCEPTED,
            PolicyPoint.BEFORE_EFFECT,
            PolicyPoint.BEFORE_ANSWER)) {
      writes.set(0);
      FakePolicy one = new FakePolicy().at(point, approval(1, Duration.ofHours(1), false));
      MemoryLedger ledger;
      try (Rig before = rig()) {
        before.rules = one;
        Run run = before.start();
        waiting(new DefaultApprovals(before.engine()));
        ledger = before.ledger;
        assertThat(run.id()).isNotNull();
      }
      assertThat(ledger.unfinished()).hasSize(1);
      try (Rig after = rig()) {
        after.rules = one;
        after.ledger = ledger;
        assertThat(after.engine().recover()).isEmpty();
        Approvals approvals = new DefaultApprovals(after.engine());
        Approvals.Waiting wait = waiting(approvals);
        Run run = after.engine().running().get(0);
        approvals.decide(wait.task(), wait.approval(), "ann", true, "");
        TaskOutcome outcome = Rig.end(run);

        assertThat(out(outcome)).as(point.name()).isEqualTo("two+one+x");
        assertThat(writes).as(point.name()).hasValue(1);
        assertThat(outcome.carry()).isEqualTo(Fold.all(ledger.all).carry());
        assertThat(ledger.unfinished()).isEmpty();
        assertThat(ledger.bodies(Body.ApprovalAsked.class)).as(point.name()).hasSize(1);
        FoldPropertyTest.holdsTheOrder(ledger.all);
      }
    }
  }

  @Test
  void aCorrectionIsARecordAndWhatFollowsFromItIsDoneAgain() {
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      assertThatThrownBy(
              () -> approvals.correct(run.id(), 1, "x", "out", Fakes.text("y"), "ann", ""))
          .hasMessage("There is no such result (x.out). There is: [first.out].");
      approvals.correct(run.id(), 1, "first", "out", Fakes.text("mended"), "ann", "A slip.");
      approvals.decide(run.id(), 1, "ann", true, "");
      decideNext(approvals, run, 2);
      TaskOutcome outcome = Rig.end(run);

      assertThat(out(outcome)).isEqualTo("two+mended");
      assertThat(rig.ledger.bodies(Body.Corrected.class))
          .containsExactly(new Body.Corrected(1, "first", "out"));
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void anAnswerThatAPersonCorrectedIsThoughtOverAgain() {
    rules.at(PolicyPoint.BEFORE_ANSWER, approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.experts.set(1, Fakes.joining("two", "do.two"));
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      approvals.correct(run.id(), 1, "first", "out", Fakes.text("mended"), "ann", "A slip.");
      approvals.decide(run.id(), 1, "ann", true, "");
      decideNext(approvals, run, 2);

      assertThat(out(Rig.end(run))).isEqualTo("two+mended");
    }
  }

  @Test
  void contentOfTheSameLengthIsAskedAboutAnew() {
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      approvals.correct(run.id(), 1, "first", "out", Fakes.text("one+y"), "ann", "A slip.");
      approvals.decide(run.id(), 1, "ann", true, "");
      decideNext(approvals, run, 2);

      assertThat(out(Rig.end(run))).isEqualTo("two+one+y");
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void whatFollowsFromACorrectionAtSomeRemoveIsDoneAgainBeforeTheEffect() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("middle", "do.one", Map.of("a", "first.out")),
                Fakes.subgoal("second", "do.two", Map.of("a", "middle.out"))),
            List.of(),
            "second.out");
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.planner = new Fakes.Planning(carry -> plan, Set.of());
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);
      approvals.correct(run.id(), 1, "first", "out", Fakes.text("mended"), "ann", "A slip.");
      approvals.decide(run.id(), 1, "ann", true, "");
      decideNext(approvals, run, 2);

      assertThat(out(Rig.end(run))).isEqualTo("two+one+mended");
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void whatAnExpertReturnedIsOnRecordWhileTheFallbackWaits() {
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.experts.add(
          1,
          Fakes.expert(
              "able",
              "do.two",
              (assignment, context) -> new ExpertOutcome.Declined("no", "Not me.")));
      Approvals approvals = new DefaultApprovals(rig.engine());
      Run run = rig.start();
      waiting(approvals);

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .extracting(Body.ExpertReturned::outcome)
          .contains(Body.ExpertReturned.Outcome.DECLINED);
      approvals.decide(run.id(), 1, "ann", true, "");
      assertThat(out(Rig.end(run))).isEqualTo("two+one+x");
    }
  }

  @Test
  void aRefusalAfterARestartCountsEvenIfTheQuestionDoesNotComeAgain() {
    rules.at(PolicyPoint.BEFORE_EFFECT, approval(1, Duration.ofHours(1), false));
    MemoryLedger ledger;
    try (Rig before = rig()) {
      before.start();
      waiting(new DefaultApprovals(before.engine()));
      ledger = before.ledger;
    }
    try (Rig after = rig()) {
      after.rules = new FakePolicy();
      after.ledger = ledger;
      after.engine().recover();
      Approvals approvals = new DefaultApprovals(after.engine());
      Run run = after.engine().running().get(0);
      approvals.decide(run.id(), waiting(approvals).approval(), "ann", false, "No.");

      assertThat(Rig.end(run).answer())
          .isEqualTo(new Answer.Refused(HaltReason.HUMAN, "A person refused it. No."));
      assertThat(writes).hasValue(0);
    }
  }

  @Test
  void aCapDoesNotMakeTheSameQuestionAnother() {
    Budget most = new Budget(2, 10, Duration.ofSeconds(10), 100, 2);
    rules.at(
        PolicyPoint.PLAN_ACCEPTED,
        new PolicyAnswer.Cap(most),
        approval(1, Duration.ofHours(1), false));
    MemoryLedger ledger;
    try (Rig before = rig()) {
      before.start();
      waiting(new DefaultApprovals(before.engine()));
      ledger = before.ledger;
    }
    try (Rig after = rig()) {
      after.ledger = ledger;
      after.engine().recover();
      Approvals approvals = new DefaultApprovals(after.engine());
      Run run = after.engine().running().get(0);
      approvals.decide(run.id(), waiting(approvals).approval(), "ann", true, "");

      assertThat(out(Rig.end(run))).isEqualTo("two+one+x");
      assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(1);
    }
  }
}
