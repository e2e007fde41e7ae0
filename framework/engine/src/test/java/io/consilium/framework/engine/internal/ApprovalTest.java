package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Principal;
import io.consilium.framework.engine.Approvals;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that wait for people. */
@Timeout(120)
class ApprovalTest {
  private static final Plan PLAN = Fakes.chain();

  private final FakePolicy rules = new FakePolicy();
  private final AtomicInteger writes = new AtomicInteger();

  private Rig rig() {
    Rig rig = Rig.of(Fakes.always(PLAN));
    rig.experts.add(Fakes.joining("one", "do.one"));
    rig.experts.add(Fakes.writing("two", "do.two", writes::incrementAndGet));
    rig.rules = rules;
    return rig;
  }

  /** The log of a host that died while its task waited. */
  private MemoryLedger leftWaiting(FakePolicy policy) {
    try (Rig rig = rig()) {
      rig.rules = policy;
      assertThat(Asked.begun(rig).run().id()).isNotNull();
      return rig.ledger;
    }
  }

  @Test
  void anEffectWaitsUntilEnoughPeopleApproved() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(2, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      Approvals.Waiting wait = asked.waiting(1);

      assertThat(wait.shown()).containsExactly(new PolicyAnswer.Approval.Shown("expert.id", "two"));
      assertThat(writes).hasValue(0);
      assertThatThrownBy(() -> asked.decide(1, "local", true, ""))
          .hasMessageContaining("hands a task in does not approve it");
      assertThat(asked.decide(1, "ann", true, "fine")).isEqualTo("1 of 2 approved");
      assertThatThrownBy(() -> asked.decide(1, "ann", true, "again"))
          .hasMessageContaining("has approved already");
      assertThat(asked.decide(1, "bob", true, "fine")).isEqualTo("approved");

      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
      assertThat(writes).hasValue(1);
      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class))
          .containsExactly(new Body.ApprovalEnded(1, true, false));
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void whoeverHandsATaskInDoesNotApproveItNorAfterARestart() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(2, Duration.ofHours(1), false));
    MemoryLedger ledger;
    try (Rig rig = rig()) {
      rig.principal = new Principal("local", "ann");
      Asked asked = Asked.begun(rig);
      assertThatThrownBy(() -> asked.decide(1, "ann", true, ""))
          .hasMessageContaining("hands a task in does not approve it (ann)");
      asked.decide(1, "bob", true, "");
      ledger = rig.ledger;
    }
    Entry admitted = ledger.all.get(0);
    assertThat(admitted.record().body().toString()).doesNotContain("ann");
    assertThat(Slots.text(admitted.payloads(), Slots.NAME)).isEqualTo("ann");
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      asked.waiting(1);
      assertThatThrownBy(() -> asked.decide(1, "ann", true, ""))
          .hasMessageContaining("hands a task in does not approve it (ann)");
      assertThatThrownBy(() -> asked.decide(1, "bob", true, ""))
          .hasMessageContaining("has approved already (bob)");
      asked.decide(1, "cem", true, "");
      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
    }
  }

  @Test
  void whatAPersonRefusesEndsTheTaskWithItsWords() {
    rules.at(PolicyPoint.PLAN_ACCEPTED, Asked.approval(1, Duration.ofHours(1), true));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      asked.decide(1, "ann", false, "Not this quarter.");

      assertThat(asked.end().answer())
          .isEqualTo(
              new Answer.Refused(HaltReason.HUMAN, "A person refused it. Not this quarter."));
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aWaitThatRunsOutEndsAsTheRuleSays() {
    rules.at(PolicyPoint.BEFORE_ANSWER, Asked.approval(1, Duration.ZERO, false));
    try (Rig rig = rig()) {
      assertThat(rig.run().answer())
          .isEqualTo(
              new Answer.Refused(
                  HaltReason.POLICY, "A policy rule forbids it. Nobody approved it in time."));
    }
    rules.at(PolicyPoint.BEFORE_ANSWER, Asked.approval(1, Duration.ZERO, true));
    try (Rig rig = rig()) {
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void aCancelledTaskWaitsNoLonger() {
    rules.at(PolicyPoint.TASK_ADMITTED, Asked.approval(1, Duration.ofHours(1), true));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      asked.run().cancel();

      assertThat(asked.end().answer().reason()).isEqualTo(HaltReason.CANCELLED);
    }
  }

  @Test
  void aTaskWhoseWaitHasEndedIsNotParkedWhenTheHostStops() throws Exception {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Rig rig = rig()) {
      rig.experts.set(
          1,
          Fakes.expert(
              "two",
              "do.two",
              Effect.READS_OUTSIDE,
              Duration.ofSeconds(60),
              1,
              (assignment, context) -> {
                asking.countDown();
                goOn.await();
                return Fakes.joined("two", assignment, 0.9);
              }));
      Asked asked = Asked.begun(rig);
      asked.decide(1, "ann", true, "");
      asking.await();

      assertThat(((TaskRun) asked.run()).approving().park()).isFalse();
      goOn.countDown();
      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
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
      FakePolicy one = new FakePolicy().at(point, Asked.approval(1, Duration.ofHours(1), false));
      MemoryLedger ledger = leftWaiting(one);
      assertThat(ledger.unfinished()).hasSize(1);
      try (Rig after = rig()) {
        after.rules = one;
        Asked asked = Asked.resumed(after, ledger);
        asked.waiting(1);
        asked.decide(1, "ann", true, "");
        TaskOutcome outcome = asked.end();

        assertThat(Fakes.out(outcome)).as(point.name()).isEqualTo("two+one+x");
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
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      assertThatThrownBy(
              () ->
                  asked
                      .approvals()
                      .correct(asked.run().id(), 1, "x", "out", Fakes.text("y"), "ann", ""))
          .hasMessage("There is no such result (x.out). There is: [first.out].");
      TaskOutcome outcome = asked.corrected("mended");

      assertThat(Fakes.out(outcome)).isEqualTo("two+mended");
      assertThat(rig.ledger.bodies(Body.Corrected.class))
          .containsExactly(new Body.Corrected(1, "first", "out"));
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void anAnswerThatAPersonCorrectedIsThoughtOverAgain() {
    rules.at(PolicyPoint.BEFORE_ANSWER, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.experts.set(1, Fakes.joining("two", "do.two"));
      Asked asked = Asked.begun(rig);
      assertThat(Fakes.out(asked.corrected("mended"))).isEqualTo("two+mended");
    }
  }

  @Test
  void anAnswerThatAPersonCorrectedIsThoughtOverAgainThoughTheHostDied() {
    rules.at(PolicyPoint.BEFORE_ANSWER, Asked.approval(1, Duration.ofHours(1), false));
    for (boolean before : List.of(true, false)) {
      MemoryLedger ledger;
      try (Rig rig = rig()) {
        Asked asked = Asked.begun(rig);
        if (before) {
          asked.correct(1, "first", "mended");
        }
        ledger = rig.ledger;
      }
      try (Rig after = rig()) {
        Asked asked = Asked.resumed(after, ledger);
        if (!before) {
          asked.correct(1, "first", "mended");
        }
        asked.decide(1, "bob", true, "");
        asked.waiting(2);
        asked.decide(2, "bob", true, "");

        assertThat(Fakes.out(asked.end())).isEqualTo("two+mended");
        assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(2);
        FoldPropertyTest.holdsTheOrder(ledger.all);
      }
    }
  }

  @Test
  void contentOfTheSameLengthIsAskedAboutAnew() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      assertThat(Fakes.out(asked.corrected("one+y"))).isEqualTo("two+one+y");
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
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.planner = Fakes.always(plan);
      Asked asked = Asked.begun(rig);
      assertThat(Fakes.out(asked.corrected("mended"))).isEqualTo("two+one+mended");
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void whatAnExpertReturnedIsOnRecordWhileTheFallbackWaits() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      rig.experts.add(
          1,
          Fakes.expert(
              "able",
              "do.two",
              (assignment, context) -> new ExpertOutcome.Declined("no", "Not me.")));
      Asked asked = Asked.begun(rig);

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .extracting(Body.ExpertReturned::outcome)
          .contains(Body.ExpertReturned.Outcome.DECLINED);
      asked.decide(1, "ann", true, "");
      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
    }
  }

  @Test
  void aStepThatAPersonRefusedSaysSo() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      asked.decide(1, "ann", false, "No.");
      asked.end();

      assertThat(rig.ledger.bodies(Body.SubgoalSettled.class))
          .last()
          .extracting(Body.SubgoalSettled::code)
          .isEqualTo("human");
    }
  }

  @Test
  void aRefusalAfterARestartCountsEvenIfTheQuestionDoesNotComeAgain() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    MemoryLedger ledger = leftWaiting(rules);
    try (Rig after = rig()) {
      after.rules = new FakePolicy();
      Asked asked = Asked.resumed(after, ledger);
      asked.waiting(1);
      asked.decide(1, "ann", false, "No.");

      assertThat(asked.end().answer())
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
        Asked.approval(1, Duration.ofHours(1), false));
    MemoryLedger ledger = leftWaiting(rules);
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      asked.waiting(1);
      asked.decide(1, "ann", true, "");

      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
      assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(1);
    }
  }
}
