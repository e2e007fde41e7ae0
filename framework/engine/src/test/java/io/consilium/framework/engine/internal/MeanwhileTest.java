package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.halting.Condition;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes on in a task while people are waited for. */
@Timeout(120)
class MeanwhileTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.two", Map.of("a", "first.out")),
              Fakes.subgoal("slow", "do.slow", Map.of("a", "first.out")),
              Fakes.subgoal("after", "do.one", Map.of("a", "slow.out")),
              Fakes.subgoal("last", "do.last", Map.of("a", "second.out", "b", "after.out"))),
          List.of(),
          "last.out");

  private final FakePolicy rules = new FakePolicy();
  private final AtomicInteger writes = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch slow = new CountDownLatch(1);

  @BeforeEach
  void effectsWaitForOne() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
  }

  private Rig rig() {
    Rig rig =
        Rig.of(
            Fakes.always(PLAN),
            Fakes.joining("one", "do.one"),
            Fakes.writing("two", "do.two", writes::incrementAndGet),
            Fakes.expert(
                "slow",
                "do.slow",
                (assignment, context) -> {
                  begun.countDown();
                  slow.await();
                  return Fakes.joined("slow", assignment, 0.9);
                }),
            Fakes.joining("last", "do.last"));
    rig.rules = rules;
    return rig;
  }

  /** A task that waits for people while a call is in flight. */
  private Asked begun(Rig rig) throws InterruptedException {
    Asked asked = Asked.begun(rig);
    begun.await();
    return asked;
  }

  @Test
  void whatComesBackIsOnRecordAndFollowedWhileAnApprovalIsOpen() throws Exception {
    try (Rig rig = rig()) {
      Asked asked = begun(rig);
      slow.countDown();
      Asked.untilReturned(rig.ledger, "slow", 1);
      Asked.untilReturned(rig.ledger, "one", 2);

      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class)).isEmpty();
      assertThat(writes).hasValue(0);
      asked.decide(1, "ann", true, "");
      TaskOutcome outcome = asked.end();
      assertThat(Fakes.out(outcome)).isEqualTo("last+two+one+x+one+slow+one+x");
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aCorrectionIsFollowedByWhatWasInFlight() throws Exception {
    try (Rig rig = rig()) {
      Asked asked = begun(rig);
      asked.correct(1, "first", "mended");
      slow.countDown();
      Asked.untilReturned(rig.ledger, "slow", 2);
      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class)).isEmpty();
      asked.decide(1, "bob", true, "");
      asked.waiting(2);
      assertThat(writes).hasValue(0);
      asked.decide(2, "bob", true, "");

      TaskOutcome outcome = asked.end();
      assertThat(Fakes.out(outcome)).isEqualTo("last+two+mended+one+slow+mended");
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(writes).hasValue(1);
    }
  }

  @Test
  void severalApprovalsStandOpenAtOnceAndARefusalEndsThemAll() {
    Plan both =
        Fakes.plan(
            List.of(
                Fakes.subgoal("second", "do.two", Map.of("a", "task.text")),
                Fakes.subgoal("third", "do.three", Map.of("a", "task.text"))),
            List.of(),
            "second.out");
    try (Rig rig = rig()) {
      rig.planner = Fakes.always(both);
      rig.experts.add(Fakes.writing("three", "do.three", writes::incrementAndGet));
      Asked asked = Asked.begun(rig);
      asked.waiting(2);
      asked.decide(2, "ann", false, "No.");

      assertThat(asked.end().answer())
          .isEqualTo(new Answer.Refused(HaltReason.HUMAN, "A person refused it. No."));
      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class))
          .containsExactlyInAnyOrder(
              new Body.ApprovalEnded(1, false, false), new Body.ApprovalEnded(2, false, false));
      assertThat(writes).hasValue(0);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aCancelledTaskRecordsWhatWasInFlight() throws Exception {
    try (Rig rig = rig()) {
      Asked asked = begun(rig);
      asked.run().cancel();

      assertThat(asked.end().answer().reason()).isEqualTo(HaltReason.CANCELLED);
      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .extracting(Body.ExpertReturned::outcome)
          .contains(Outcome.CANCELLED);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aPlanThatWaitsWhenTheTaskIsCancelledIsNoBrokenOne() {
    rules.at(PolicyPoint.PLAN_ACCEPTED, Asked.approval(1, Duration.ofHours(1), false));
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      asked.run().cancel();

      assertThat(asked.end().halt().conditions())
          .filteredOn(Condition::held)
          .extracting(Condition::reason)
          .containsExactly(HaltReason.CANCELLED);
    }
  }

  @Test
  void timeThatRunsOutInOtherWorkEndsTheWait() throws Exception {
    try (Rig rig = rig()) {
      rig.budget = new Budget(4, 50, Duration.ofSeconds(3), 1000, 3);
      Asked asked = begun(rig);

      assertThat(asked.end().answer().reason()).isEqualTo(HaltReason.DEADLINE);
      assertThat(rig.ledger.bodies(Body.ApprovalEnded.class))
          .containsExactly(new Body.ApprovalEnded(1, false, false));
      assertThat(writes).hasValue(0);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aHostThatStopsLeavesTheWaitOpenAndWhatWasInFlightIsDoneAgain() throws Exception {
    MemoryLedger ledger;
    try (Rig rig = rig()) {
      begun(rig);
      ledger = rig.ledger;
    }
    assertThat(ledger.bodies(Body.ExpertReturned.class))
        .extracting(Body.ExpertReturned::expert)
        .containsExactly("one");
    assertThat(ledger.bodies(Body.ApprovalEnded.class)).isEmpty();
    assertThat(ledger.unfinished()).hasSize(1);
    slow.countDown();
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      asked.waiting(1);
      asked.decide(1, "ann", true, "");

      assertThat(Fakes.out(asked.end())).isEqualTo("last+two+one+x+one+slow+one+x");
      assertThat(writes).hasValue(1);
      assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(1);
      FoldPropertyTest.holdsTheOrder(ledger.all);
    }
  }
}
