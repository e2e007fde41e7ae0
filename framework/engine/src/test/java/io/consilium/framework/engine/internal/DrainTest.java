package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Code;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that is taken out while calls are in flight on it: none is lost, none counts twice. */
@Timeout(60)
class DrainTest {
  private static final Fakes.Planning PLANNER = Fakes.always(Fakes.single("do.one"));

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  private static <S> Guest<S> arrive(Rig rig, Kind<S> kind, S service, String version) {
    Guest<S> guest =
        new Arrivals(rig.engine().plugins(), rig.engine().host().guests())
            .arrive(
                kind,
                "b",
                id -> new Code(id, "b", version, "d" + version, Optional.empty(), Map.of()),
                Lease.of(service));
    Asked.until(() -> guest.stage() == Guest.Stage.READY);
    return guest;
  }

  private static Guest<Expert> expert(Rig rig, Expert expert, String version) {
    return arrive(rig, Kind.EXPERTS, expert, version);
  }

  /** One call at a time; each says so, and waits for {@link #go}. */
  private Expert waiting(Effect effect, String says) {
    return Fakes.expert(
        "e",
        "do.one",
        effect,
        Duration.ofSeconds(40),
        1,
        (assignment, context) -> {
          reached.countDown();
          go.await();
          return Fakes.joined(says, assignment, 1);
        });
  }

  private static Expert says(String says, Effect effect, Runnable done) {
    return Fakes.expert(
        "e",
        "do.one",
        effect,
        Duration.ofSeconds(40),
        8,
        (assignment, context) -> {
          done.run();
          return Fakes.joined(says, assignment, 1);
        });
  }

  private static Expert next() {
    return says("new", Effect.PURE, () -> {});
  }

  private static List<ExpertReturned> returns(Rig rig, Run run) {
    return rig.ledger.entries(run.id()).stream()
        .map(entry -> entry.record().body())
        .filter(ExpertReturned.class::isInstance)
        .map(ExpertReturned.class::cast)
        .toList();
  }

  @Test
  void aCallThatWaitsForRetiredCodeMovesToItsSuccessorAtOnce() throws Exception {
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old = expert(rig, waiting(Effect.PURE, "old"), "1");
      Run first = rig.start();
      reached.await();
      Run second = rig.start();
      Asked.until(() -> old.calls() == 2);
      expert(rig, next(), "2");
      rig.engine().plugins().play(old, Part.RETIRED);

      assertThat(Fakes.out(Rig.end(second))).isEqualTo("new+x");
      assertThat(returns(rig, second))
          .extracting(ExpertReturned::outcome)
          .containsExactly(Outcome.GONE, Outcome.SOLVED);
      assertThat(returns(rig, second).get(0).nanos()).isZero();
      assertThat(old.calls()).isEqualTo(1);
      go.countDown();
      assertThat(Fakes.out(Rig.end(first))).isEqualTo("old+x");
      assertThat(returns(rig, first)).hasSize(1);
    }
  }

  @Test
  void whoComesAndGoesWithoutEndDoesNotUseUpTheTasksCalls() {
    AtomicInteger versions = new AtomicInteger();
    AtomicReference<Expert> self = new AtomicReference<>();
    AtomicReference<Guest<Expert>> here = new AtomicReference<>();
    try (Rig rig = Rig.of(PLANNER)) {
      rig.budget = new Budget(1, 50, Duration.ofSeconds(20), 1000, 3);
      Expert restless =
          Fakes.expert(
              "e",
              "do.one",
              (assignment, context) -> {
                Guest<Expert> old = here.get();
                here.set(expert(rig, self.get(), "" + versions.incrementAndGet()));
                rig.engine().plugins().remove(old);
                go.await();
                return null;
              });
      self.set(restless);
      here.set(expert(rig, self.get(), "" + versions.incrementAndGet()));
      Run run = rig.start();
      Rig.end(run);

      assertThat(returns(rig, run))
          .hasSize(1 + Pursuit.SUCCESSIONS)
          .extracting(ExpertReturned::outcome)
          .containsOnly(Outcome.GONE);
    }
  }

  @Test
  void itWaitsOnWhileNobodySucceedsAndMovesWhenSomebodyDoes() throws Exception {
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old = expert(rig, waiting(Effect.PURE, "old"), "1");
      Run first = rig.start();
      reached.await();
      Run second = rig.start();
      Asked.until(() -> old.calls() == 2);
      rig.engine().plugins().play(old, Part.RETIRED);
      assertThat(old.calls()).isEqualTo(2);
      expert(rig, next(), "2");

      assertThat(Fakes.out(Rig.end(second))).isEqualTo("new+x");
      go.countDown();
      assertThat(Fakes.out(Rig.end(first))).isEqualTo("old+x");
    }
  }

  @Test
  void aCallWithEffectsThatWaitsStaysWhereItWasDecided() throws Exception {
    AtomicInteger effects = new AtomicInteger();
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old = expert(rig, waiting(Effect.WRITES_OUTSIDE, "old"), "1");
      Run first = rig.start();
      reached.await();
      Run second = rig.start();
      Asked.until(() -> old.calls() == 2);
      expert(rig, says("new", Effect.WRITES_OUTSIDE, effects::incrementAndGet), "2");
      rig.engine().plugins().play(old, Part.RETIRED);
      go.countDown();

      assertThat(Fakes.out(Rig.end(first))).isEqualTo("old+x");
      assertThat(Fakes.out(Rig.end(second))).isEqualTo("old+x");
      assertThat(effects).hasValue(0);
    }
  }

  @Test
  void afterTheGraceACallWithEffectsIsNeverMadeAgainUnlessItHadNotBegun() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger effects = new AtomicInteger();
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old =
          expert(
              rig,
              Fakes.expert(
                  "e",
                  "do.one",
                  Effect.WRITES_OUTSIDE,
                  Duration.ofSeconds(40),
                  1,
                  (assignment, context) -> {
                    begun.incrementAndGet();
                    reached.countDown();
                    go.await();
                    return null;
                  }),
              "1");
      Run first = rig.start();
      reached.await();
      Run second = rig.start();
      Asked.until(() -> old.calls() == 2);
      expert(rig, says("new", Effect.WRITES_OUTSIDE, effects::incrementAndGet), "2");
      rig.engine().plugins().play(old, Part.RETIRED);
      rig.engine().plugins().remove(old);

      assertThat(Rig.end(first).answer()).isInstanceOf(Answer.Refused.class);
      assertThat(Fakes.out(Rig.end(second))).isEqualTo("new+x");
      assertThat(begun).hasValue(1);
      assertThat(effects).hasValue(1);
      assertThat(returns(rig, first))
          .extracting(ExpertReturned::outcome)
          .containsExactly(Outcome.GONE);
    }
  }

  @Test
  void oneThatDoesNotEndWhenCancelledIsAbandonedAndAskedOfTheSuccessor() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    try (Rig rig = Rig.of(PLANNER)) {
      rig.grace = Duration.ofMillis(20);
      Guest<Expert> old =
          expert(
              rig,
              Fakes.expert(
                  "e",
                  "do.one",
                  (assignment, context) -> {
                    context.onCancel(() -> cancelled.set(context.cancelled()));
                    reached.countDown();
                    awaitStubbornly(go);
                    return Fakes.joined("late", assignment, 1);
                  }),
              "1");
      Run run = rig.start();
      reached.await();
      expert(rig, next(), "2");
      rig.engine().plugins().play(old, Part.RETIRED);
      old.cancelCalls();
      TaskOutcome outcome = Rig.end(run);
      go.countDown();

      assertThat(Fakes.out(outcome)).isEqualTo("new+x");
      Asked.until(cancelled::get);
      assertThat(returns(rig, run))
          .extracting(ExpertReturned::outcome)
          .containsExactly(Outcome.ABANDONED, Outcome.SOLVED);
      assertThat(rig.ledger.bodies(Body.GuestAbandoned.class)).hasSize(1);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // This guest ignores every request to stop.
      }
    }
  }

  @Test
  void withoutASuccessorTheNextCandidateIsAsked() throws Exception {
    Expert other = Fakes.expert("f", "do.one", (x, c) -> Fakes.joined("other", x, 0.5));
    try (Rig rig = Rig.of(PLANNER, other)) {
      rig.gateSettings = new io.consilium.api.host.Settings(Map.of("k", 1.0));
      Guest<Expert> old = expert(rig, waiting(Effect.PURE, "old"), "1");
      Run run = rig.start();
      reached.await();
      rig.engine().plugins().remove(old);

      assertThat(Fakes.out(Rig.end(run))).isEqualTo("other+x");
    }
  }

  @Test
  void ofTwoThatAreAskedAtOnceTheOneTornAwayIsAskedOfItsSuccessor() throws Exception {
    Expert other = Fakes.expert("f", "do.one", (x, c) -> Fakes.joined("other", x, 0.5));
    try (Rig rig = Rig.of(PLANNER, other)) {
      rig.gateSettings = new io.consilium.api.host.Settings(Map.of("k", 2.0));
      Guest<Expert> old = expert(rig, waiting(Effect.PURE, "old"), "1");
      Run run = rig.start();
      reached.await();
      Asked.untilReturned(rig.ledger, "f", 1);
      expert(rig, next(), "2");
      rig.engine().plugins().remove(old);

      assertThat(Fakes.out(Rig.end(run))).isEqualTo("new+x");
    }
  }

  @Test
  void aCheckIsMadeByTheSuccessorOfItsVerifier() throws Exception {
    Plan plan =
        Fakes.plan(
            List.of(Fakes.subgoal("only", "do.one", Map.of("a", "task.text"))),
            List.of(Fakes.check("fine", "judge", "only.out")),
            "only.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("e", "do.one"))) {
      rig.grace = Duration.ofMillis(20);
      Verifier stubborn =
          Fakes.verifier(
              "judge",
              (claim, context) -> {
                reached.countDown();
                awaitStubbornly(go);
                return new Verdict.Rejected(0, 0.5, List.of());
              });
      Guest<Verifier> old = arrive(rig, Kind.VERIFIERS, stubborn, "1");
      Run run = rig.start();
      reached.await();
      arrive(rig, Kind.VERIFIERS, Fakes.accepting("judge"), "2");
      rig.engine().plugins().remove(old);
      TaskOutcome outcome = Rig.end(run);
      go.countDown();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(rig.ledger.bodies(Body.CheckMade.class))
          .extracting(Body.CheckMade::verdict)
          .containsExactly(Body.CheckMade.Kind.ACCEPTED);
      assertThat(rig.ledger.bodies(Body.GuestAbandoned.class)).hasSize(1);
      assertThat(
              rig.ledger.all.stream()
                  .filter(entry -> entry.record().body() instanceof Body.CheckMade)
                  .map(entry -> entry.record().code().get(0).version()))
          .containsExactly("2");
    }
  }

  @Test
  void aVerifierThatComesAndGoesWithoutEndGivesNoVerdict() {
    AtomicInteger versions = new AtomicInteger();
    AtomicReference<Verifier> self = new AtomicReference<>();
    AtomicReference<Guest<Verifier>> here = new AtomicReference<>();
    Plan plan =
        Fakes.plan(
            List.of(Fakes.subgoal("only", "do.one", Map.of("a", "task.text"))),
            List.of(Fakes.check("fine", "judge", "only.out")),
            "only.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("e", "do.one"))) {
      rig.budget = new Budget(1, 50, Duration.ofSeconds(20), 1000, 3);
      self.set(
          Fakes.verifier(
              "judge",
              (claim, context) -> {
                Guest<Verifier> old = here.get();
                here.set(arrive(rig, Kind.VERIFIERS, self.get(), "" + versions.incrementAndGet()));
                rig.engine().plugins().remove(old);
                go.await();
                return null;
              }));
      here.set(arrive(rig, Kind.VERIFIERS, self.get(), "" + versions.incrementAndGet()));
      Rig.end(rig.start());

      assertThat(versions).hasValue(2 + Pursuit.SUCCESSIONS);
      assertThat(rig.ledger.bodies(Body.CheckMade.class))
          .singleElement()
          .satisfies(made -> assertThat(made.codes()).containsExactly("gone"));
    }
  }

  @Test
  void underLoadNoTaskIsLostAndNoCallCountsTwiceHoweverOftenTheCodeIsReplaced() {
    AtomicInteger solved = new AtomicInteger();
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> now = expert(rig, says("0", Effect.PURE, solved::incrementAndGet), "0");
      List<Run> runs = new ArrayList<>();
      for (int version = 1; version <= 40; version++) {
        for (int i = 0; i < 5; i++) {
          runs.add(rig.start());
        }
        Expert next = says("" + version, Effect.PURE, solved::incrementAndGet);
        Guest<Expert> then = expert(rig, next, "" + version);
        rig.engine().plugins().play(now, Part.RETIRED);
        rig.engine().plugins().remove(now);
        now = then;
      }
      runs.forEach(run -> assertThat(Rig.end(run).answer()).isNotInstanceOf(Answer.Refused.class));

      for (Run run : runs) {
        Map<Outcome, Long> ends =
            returns(rig, run).stream()
                .collect(Collectors.groupingBy(ExpertReturned::outcome, Collectors.counting()));
        assertThat(ends).containsEntry(Outcome.SOLVED, 1L);
        assertThat(ends.keySet()).isSubsetOf(Outcome.SOLVED, Outcome.GONE);
        FoldPropertyTest.holdsTheOrder(rig.ledger.entries(run.id()));
      }
    }
  }
}
