package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a task that goes on after its host died: none with effects is made twice. */
@Timeout(120)
class ResumptionTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("pair", "do.pair", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.two", Map.of("a", "task.text")),
              Fakes.subgoal("last", "do.last", Map.of("a", "pair.out", "b", "second.out"))),
          List.of(),
          "last.out");

  private final FakePolicy rules = new FakePolicy();
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger right = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final CountDownLatch hangs = new CountDownLatch(1);

  @BeforeEach
  void onlyTwoWaitsForPeople() {
    rules.at(
        PolicyPoint.BEFORE_EFFECT,
        PolicyQuestion.BeforeEffect.class,
        question ->
            question.expert().id().equals("two")
                ? List.of(Asked.approval(1, Duration.ofHours(1), false))
                : List.of());
  }

  private Rig rig(Fakes.Solver... experts) {
    Rig rig = Rig.of(Fakes.always(PLAN), experts);
    rig.experts.add(Fakes.writing("two", "do.two", writes::incrementAndGet));
    rig.experts.add(Fakes.joining("last", "do.last"));
    rig.gateSettings = new Settings(Map.of("k", 2));
    rig.rules = rules;
    return rig;
  }

  private Fakes.Solver left() {
    return Fakes.writing("left", "do.pair", left::incrementAndGet);
  }

  /** Never comes back while its first host lives. */
  private Fakes.Solver right(Effect effect) {
    return Fakes.expert(
        "right",
        "do.pair",
        effect,
        Duration.ofSeconds(60),
        1,
        (assignment, context) -> {
          if (right.incrementAndGet() == 1) {
            hangs.await();
          }
          return Fakes.joined("right", assignment, 0.1);
        });
  }

  /** The log of a host that died while the task waited for "two" and "right" was being asked. */
  private MemoryLedger died(boolean leftReturned, Fakes.Solver... experts) {
    try (Rig rig = rig(experts)) {
      Asked.begun(rig);
      if (leftReturned) {
        Asked.untilReturned(rig.ledger, "left", 1);
      }
      Asked.until(() -> right.get() == 1);
      return rig.ledger;
    }
  }

  private TaskOutcome goesOn(MemoryLedger ledger, Fakes.Solver... experts) {
    try (Rig rig = rig(experts)) {
      Asked asked = Asked.resumed(rig, ledger);
      asked.waiting(1);
      asked.decide(1, "ann", true, "");
      TaskOutcome outcome = asked.end();
      assertThat(outcome.carry()).isEqualTo(Fold.all(ledger.all).carry());
      assertThat(writes).hasValue(1);
      FoldPropertyTest.holdsTheOrder(ledger.all);
      return outcome;
    }
  }

  @Test
  void whatAnEffectGaveCountsThoughAnotherCallDied() {
    MemoryLedger ledger = died(true, left(), right(Effect.WRITES_OUTSIDE));
    TaskOutcome outcome = goesOn(ledger, left(), right(Effect.WRITES_OUTSIDE));

    assertThat(Fakes.out(outcome)).isEqualTo("last+left+x+two+x");
    assertThat(left).hasValue(1);
    assertThat(right).hasValue(1);
    assertThat(ledger.bodies(Body.ExpertReturned.class))
        .extracting(Body.ExpertReturned::outcome)
        .contains(Outcome.UNKNOWN);
  }

  @Test
  void aPureCallBesideItIsMadeAgain() {
    MemoryLedger ledger = died(true, left(), right(Effect.PURE));
    TaskOutcome outcome = goesOn(ledger, left(), right(Effect.PURE));

    assertThat(Fakes.out(outcome)).isEqualTo("last+left+x+two+x");
    assertThat(left).hasValue(1);
    assertThat(right).hasValue(2);
  }

  @Test
  void anEffectOfWhichNothingIsKnownIsNotTriedAgain() {
    MemoryLedger ledger = died(false, right(Effect.WRITES_OUTSIDE));
    TaskOutcome outcome = goesOn(ledger, right(Effect.WRITES_OUTSIDE));

    Result result = outcome.carry().results().get(new SubgoalId("pair"));
    assertThat(result.status()).isEqualTo(Result.Status.FAILED);
    assertThat(result.code()).isEqualTo("host-died");
    assertThat(result.message()).isEqualTo("Whether it had its effect cannot be known.");
    assertThat(right).hasValue(1);
  }

  @Test
  void anEffectThatDeclinedIsNotAskedAgainBeforeItsFallback() {
    Plan second =
        Fakes.plan(
            List.of(Fakes.subgoal("second", "do.two", Map.of("a", "task.text"))),
            List.of(),
            "second.out");
    Fakes.Solver reader =
        Fakes.expert(
            "reader",
            "do.two",
            Effect.READS_OUTSIDE,
            Duration.ofSeconds(20),
            1,
            (assignment, context) -> {
              left.incrementAndGet();
              return new ExpertOutcome.Declined("no", "Not me.");
            });
    MemoryLedger ledger;
    try (Rig rig = rig(reader)) {
      rig.planner = Fakes.always(second);
      rig.gateSettings = Settings.EMPTY;
      Asked.begun(rig);
      ledger = rig.ledger;
    }
    try (Rig rig = rig(reader)) {
      rig.planner = Fakes.always(second);
      rig.gateSettings = Settings.EMPTY;
      Asked asked = Asked.resumed(rig, ledger);
      asked.waiting(1);
      asked.decide(1, "ann", true, "");

      assertThat(Fakes.out(asked.end())).isEqualTo("two+x");
      assertThat(left).hasValue(1);
      assertThat(writes).hasValue(1);
      assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(1);
      assertThat(ledger.bodies(Body.SubgoalRouted.class)).hasSize(1);
      FoldPropertyTest.holdsTheOrder(ledger.all);
    }
  }

  @Test
  void whatDiedIsClosedBeforePeopleAreWaitedForSoThatTheirTimeIsNobodysWork() {
    MemoryLedger ledger = died(true, left(), right(Effect.WRITES_OUTSIDE));
    try (Rig rig = rig(left(), right(Effect.WRITES_OUTSIDE))) {
      Asked.resumed(rig, ledger).waiting(1);
      Asked.untilReturned(ledger, "right", 1);
    }

    assertThat(ledger.bodies(Body.ApprovalGiven.class)).isEmpty();
    assertThat(Fold.all(ledger.all).calls().values()).allMatch(one -> one.returned().isPresent());
    goesOn(ledger, left(), right(Effect.WRITES_OUTSIDE));
    assertThat(ledger.bodies(Body.ExpertReturned.class))
        .extracting(Body.ExpertReturned::outcome)
        .containsOnlyOnce(Outcome.UNKNOWN);
  }

  @Test
  void stepsAreCountedOnAfterARestart() {
    rules.at(PolicyPoint.BEFORE_EFFECT, Asked.approval(1, Duration.ofHours(1), false));
    MemoryLedger ledger;
    try (Rig rig = rig(Fakes.joining("one", "do.one"))) {
      rig.planner = Fakes.always(Fakes.chain());
      Asked.begun(rig);
      ledger = rig.ledger;
    }
    try (Rig rig = rig(Fakes.joining("one", "do.one"))) {
      rig.planner = Fakes.always(Fakes.chain());
      Asked asked = Asked.resumed(rig, ledger);
      asked.decide(1, "ann", true, "");
      asked.end();
    }

    assertThat(ledger.all)
        .filteredOn(entry -> entry.record().body() instanceof Body.SubgoalRouted)
        .extracting(entry -> entry.record().position().lStep())
        .containsExactly(1, 2, 3);
  }

  @Test
  void timeIsCountedWhileACallIsInFlightAndNobodyElse() {
    MemoryLedger ledger = new MemoryLedger();
    Body returned = new Body.ExpertReturned("s", 1, "e", Outcome.SOLVED, "", 1, 1, 1, List.of());
    for (Body body :
        List.of(
            new Body.TaskAdmitted(
                "p", "00", "goal", List.of(), Budget.DEFAULT, Principal.LOCAL, 1, 2),
            new Body.ApprovalAsked(1, PolicyPoint.BEFORE_EFFECT, List.of(), 1, 1, true, 3),
            new Body.ExpertCalled("s", 1, 1, 1, "e", Effect.PURE, 1, 1),
            new Body.GuestAbandoned("g", 0, 1),
            returned,
            new Body.ApprovalEnded(1, true, false),
            new Body.GuestAbandoned("g", 0, 1))) {
      ledger.append(
          List.of(new Draft(new Position("t-1", "", 0, 1, 0), body, List.of(), Map.of())));
    }

    // A record is a nanosecond later than the one before: two while called, one at the end.
    assertThat(Resumption.of(ledger.all).usedNanos()).isEqualTo(3_000_000 + 3);
  }
}
