package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Budget;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Engine.Trial;
import io.consilium.framework.engine.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is learned of experts, and that it outlives the host. */
@Timeout(60)
class LearningTest {
  private static final Plan PLAN = Fakes.chain(Fakes.check("fine", "judge", "second.out"));

  private final MemoryLedger ledger = new MemoryLedger();

  private Rig host() {
    Rig rig =
        Rig.of(
                Fakes.always(PLAN),
                Fakes.joining("one", "do.one"),
                Fakes.joining("two", "do.two"),
                Fakes.expert(
                    "a-broken",
                    "do.one",
                    (assignment, context) -> new ExpertOutcome.Failed("model", "Failed.")))
            .verifiedBy(Fakes.accepting("judge"));
    rig.ledger = ledger;
    return rig;
  }

  /** The part {@code success} of an expert's score, each time it was scored for its capability. */
  private List<Double> success(String expert) {
    return ledger.bodies(Body.SubgoalRouted.class).stream()
        .flatMap(routed -> routed.candidates().stream())
        .filter(scored -> scored.expert().equals(expert) && scored.veto().isEmpty())
        .map(scored -> scored.parts().get("success"))
        .toList();
  }

  @Test
  void whatWasVerifiedCountsForWhoMadeItAlsoOnTheNextHost() {
    try (Rig first = host()) {
      first.run();
      first.run();
    }
    try (Rig second = host()) {
      second.run();
      second.run();
    }

    assertThat(success("two")).containsExactly(1.0 / 2, 2.0 / 3, 3.0 / 4, 4.0 / 5);
    assertThat(success("a-broken")).containsExactly(1.0 / 2, 1.0 / 3, 1.0 / 3, 1.0 / 3);
    // Nobody judged what it gave, only what was made of it.
    assertThat(success("one")).containsOnly(1.0 / 2);
  }

  @Test
  void anErasedTaskCountsByItsStructure() {
    try (Rig first = host()) {
      first.run();
    }
    ledger.all.replaceAll(entry -> new Entry(entry.record(), Map.of()));
    try (Rig second = host()) {
      second.run();
    }

    assertThat(success("two")).containsExactly(1.0 / 2, 2.0 / 3);
    assertThat(success("a-broken")).containsExactly(1.0 / 2, 1.0 / 3);
  }

  @Test
  void aRejectionCountsAgainstWhoMadeIt() {
    try (Rig first = host()) {
      first.verifiers.set(
          0,
          Fakes.verifier(
              "judge",
              (claim, context) ->
                  new Verdict.Rejected(0, 0.5, List.of(new Finding("off", "Off.")))));
      first.run();
    }
    try (Rig second = host()) {
      second.run();
    }

    assertThat(success("two")).startsWith(1.0 / 2).endsWith(1.0 / 3);
  }

  @Test
  void aCallWhoseTurnNeverCameSaysNothingOfWhomItWaitedFor() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Rig rig = Rig.of(Fakes.always(Fakes.single("do.one")))) {
      Versioned.expert(
          rig,
          Fakes.expert(
              "e",
              "do.one",
              Effect.PURE,
              Duration.ofSeconds(20),
              1,
              (assignment, context) -> {
                reached.countDown();
                go.await();
                return Fakes.joined("e", assignment, 1);
              }),
          "1.0.0",
          Part.PRIMARY);
      Run holds = rig.start();
      reached.await();
      rig.budget = new Budget(4, 50, Duration.ofSeconds(2), 1000, 3);
      Run waits = rig.start();
      Rig.end(waits);
      go.countDown();
      Rig.end(holds);

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .anyMatch(one -> one.outcome() == Outcome.TIMED_OUT && one.nanos() == 0);
      assertThat(rig.engine().trials()).noneMatch(trial -> trial.faults() > 0);
    }
  }

  @Test
  void norDoesACheckThatNeverBegan() {
    assertThat(Lesson.fault(ended(How.TIMED_OUT, 0), Optional.empty())).isEmpty();
    assertThat(Lesson.fault(ended(How.TIMED_OUT, 1), Optional.empty())).hasSize(1);
  }

  @Test
  void norOneThatItsTaskHadNoMoreTimeFor() {
    assertThat(Lesson.fault(ended(How.EXPIRED, 1), Optional.empty())).isEmpty();
  }

  /** Runs a task with an expert that goes on until it is stopped. */
  private static List<Trial> slow(Duration timeout, Duration budget, Outcome ends, String code) {
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig = Rig.of(Fakes.always(Fakes.single("do.one")))) {
      Versioned.expert(
          rig,
          Fakes.expert(
              "e",
              "do.one",
              Effect.PURE,
              timeout,
              1,
              (assignment, context) -> {
                never.await();
                return null;
              }),
          "1.0.0",
          Part.PRIMARY);
      rig.budget = new Budget(4, 50, budget, 1000, 3);
      rig.run();

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .singleElement()
          .satisfies(
              returned -> {
                assertThat(returned.outcome()).isEqualTo(ends);
                assertThat(returned.code()).isEqualTo(code);
                assertThat(returned.nanos()).isPositive();
              });
      return rig.engine().trials();
    }
  }

  @Test
  void aTaskWithoutTimeSaysNothingOfWhoWasAsked() {
    // Its time is short: what is loaded for the first time takes more on a busy machine.
    try (Rig first = Rig.of(Fakes.always(Fakes.single("do.one")), Fakes.joining("e", "do.one"))) {
      first.run();
    }
    assertThat(slow(Duration.ofMinutes(5), Duration.ofSeconds(2), Outcome.TIMED_OUT, "deadline"))
        .noneMatch(trial -> trial.faults() > 0);
  }

  @Test
  void whoTakesLongerThanItSaysIsAtFault() {
    assertThat(slow(Duration.ofMillis(50), Duration.ofMinutes(1), Outcome.TIMED_OUT, "timed-out"))
        .anyMatch(trial -> trial.version().equals("1.0.0") && trial.faults() == 1);
  }

  private static Body.CheckMade ended(How how, long nanos) {
    return new Body.CheckMade(
        "fine", "judge", true, Body.CheckMade.Kind.BROKE, 0, 0, List.of(how.code()), nanos);
  }

  @Test
  void nobodyIsJudgedByOtherCodeOfItsName() {
    try (Rig first = host()) {
      first.run();
    }
    Learning learning = new Learning();
    List<Lesson> lessons =
        ledger.all.stream().flatMap(entry -> learning.take(entry.record()).stream()).toList();
    String code = Codes.of("two", Fakes.Solver.class).digest();

    assertThat(lessons)
        .extracting(lesson -> lesson.code().orElseThrow().digest())
        .containsOnly(code);
    assertThat(lessons)
        .extracting(lesson -> lesson.expert() + " " + lesson.kind())
        .containsExactly("a-broken FAILED", "two ACCEPTED");
  }
}
