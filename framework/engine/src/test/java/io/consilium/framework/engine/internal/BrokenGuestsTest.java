package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Body.PluginChanged;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.engine.Engine.CircuitState;
import io.consilium.framework.engine.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that break calls again and again: they get none for a while. */
@Timeout(60)
class BrokenGuestsTest {
  private static final Fakes.Planning PLANNER = Fakes.always(Fakes.single("do.one"));
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicBoolean broken = new AtomicBoolean(true);

  private Expert fickle() {
    return Fakes.expert(
        "fickle",
        "do.one",
        (assignment, context) -> {
          if (broken.get()) {
            throw new IllegalStateException("no");
          }
          return Fakes.joined("fickle", assignment, 1);
        });
  }

  private static Rig rig(Duration delay, int openings, Expert... experts) {
    Rig rig = Rig.of(PLANNER, experts);
    rig.limits = Limits.DEFAULT.with(new Limits.Breaker(2, 20, delay, 2, openings, HOUR));
    return rig;
  }

  private static Engine.Installed seen(Rig rig, String id) {
    return rig.engine().installed().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<Outcome> outcomes(Rig rig) {
    return rig.ledger.bodies(Body.ExpertReturned.class).stream()
        .map(Body.ExpertReturned::outcome)
        .toList();
  }

  @Test
  void whoBreaksTooManyCallsIsVetoedAndSaysSo() {
    try (Rig rig = rig(HOUR, 3, fickle())) {
      rig.run();
      rig.run();
      Answer third = rig.run().answer();

      assertThat(outcomes(rig)).containsExactly(Outcome.BROKE, Outcome.BROKE);
      assertThat(((Answer.Refused) third).message())
          .contains("2 of 2 of its last calls")
          .endsWith("let it work again: ./consilium plugin release fickle.");
      List<Body.SubgoalRouted> routed = rig.ledger.bodies(Body.SubgoalRouted.class);
      assertThat(routed.get(2).candidates().get(0).veto()).contains("circuit-open");
      Engine.Installed now = seen(rig, "fickle");
      assertThat(now.circuit()).isEqualTo(CircuitState.OPEN);
      assertThat(now.ready()).isFalse();
      assertThat(now.trouble().orElseThrow())
          .contains("tried again in")
          .endsWith("./consilium plugin release fickle");
      assertThat(now.usage().calls()).isEqualTo(2);
      assertThat(now.usage().faults()).isEqualTo(2);
    }
  }

  @Test
  void othersTakeItsWork() {
    try (Rig rig = rig(HOUR, 3, fickle(), Fakes.joining("sound", "do.one"))) {
      for (int i = 0; i < 4; i++) {
        assertThat(rig.run().answer()).isNotInstanceOf(Answer.Refused.class);
      }
      assertThat(seen(rig, "fickle").usage().calls()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whoDeclinesFailsOrIsCancelledIsNotBroken() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Expert honest =
        Fakes.expert(
            "honest",
            "do.one",
            (assignment, context) -> {
              int call = calls.incrementAndGet();
              if (call == 6) {
                asked.countDown();
                never.await();
              }
              return call % 2 == 0
                  ? ExpertOutcome.absent("Not there.")
                  : new ExpertOutcome.Failed("model", "Failed.");
            });
    try (Rig rig = rig(HOUR, 3, honest)) {
      for (int i = 0; i < 5; i++) {
        rig.run();
      }
      Run run = rig.start();
      asked.await();
      run.cancel();
      Rig.end(run);

      assertThat(seen(rig, "honest").circuit()).isEqualTo(CircuitState.CLOSED);
      assertThat(seen(rig, "honest").usage().faults()).isZero();
      assertThat(seen(rig, "honest").usage().calls()).isEqualTo(6);
    }
  }

  @Test
  void whoRunsOutOfItsOwnTimeIsBrokenWhomTheTaskStopsIsNot() {
    CountDownLatch never = new CountDownLatch(1);
    Fakes.Solve hangs =
        (assignment, context) -> {
          never.await();
          return null;
        };
    Expert slow = Fakes.expert("slow", "do.one", Effect.PURE, Duration.ofMillis(20), 1, hangs);
    try (Rig rig = rig(HOUR, 3, slow)) {
      rig.run();
      assertThat(seen(rig, "slow").usage().faults()).isEqualTo(1);
    }
    Expert patient = Fakes.expert("patient", "do.one", hangs);
    try (Rig rig = rig(HOUR, 3, patient)) {
      Guest<Expert> guest = rig.engine().plugins().experts().get(0);
      CallSpec hurried =
          new CallSpec(
              new Position("t", "", 0, 1, 1),
              HOUR.toNanos(),
              System.nanoTime() + 50_000_000,
              0,
              CallSpec.SILENT);
      Ended<ExpertOutcome> ended =
          rig.engine().host().guests().ask(guest, hurried, (one, context) -> one.solve(null, null));
      assertThat(ended.how()).isEqualTo(How.EXPIRED);
      assertThat(seen(rig, "patient").usage().faults()).isZero();
    }
  }

  @Test
  void probationBringsItBack() {
    try (Rig rig = rig(Duration.ZERO, 9, fickle())) {
      rig.run();
      rig.run();
      assertThat(seen(rig, "fickle").circuit()).isEqualTo(CircuitState.PROBATION);
      broken.set(false);
      assertThat(rig.run().answer()).isNotInstanceOf(Answer.Refused.class);
      rig.run();

      assertThat(seen(rig, "fickle").circuit()).isEqualTo(CircuitState.CLOSED);
      assertThat(seen(rig, "fickle").trouble()).isEmpty();
    }
  }

  @Test
  void quarantineAndReleaseAreOnRecordWithTheCode() {
    try (Rig rig = rig(Duration.ZERO, 2, fickle())) {
      rig.run();
      rig.run();
      rig.run();
      assertThat(seen(rig, "fickle").circuit()).isEqualTo(CircuitState.QUARANTINED);
      Asked.until(() -> rig.ledger.bodies(PluginChanged.class).size() == 1);
      assertThat(rig.engine().release("fickle")).isTrue();
      assertThat(rig.engine().release("fickle")).isFalse();
      Asked.until(() -> rig.ledger.bodies(PluginChanged.class).size() == 2);

      assertThat(rig.ledger.bodies(PluginChanged.class))
          .extracting(PluginChanged::change)
          .containsExactly(PluginChanged.Change.QUARANTINED, PluginChanged.Change.RELEASED);
      assertThat(rig.ledger.bodies(PluginChanged.class))
          .extracting(PluginChanged::cause)
          .containsExactly("faults 1 of 1", "operator");
      assertThat(rig.ledger.all)
          .filteredOn(entry -> entry.record().body() instanceof PluginChanged)
          .allMatch(entry -> entry.record().code().get(0).plugin().equals("fickle"));
      broken.set(false);
      assertThat(rig.run().answer()).isNotInstanceOf(Answer.Refused.class);
    }
  }

  @Test
  void whatIsReplayedSaysNothingOfHowItDoesNow() {
    try (Rig rig = rig(HOUR, 3, fickle())) {
      Guest<Expert> guest = rig.engine().plugins().experts().get(0);
      Rerun rerun = new Rerun(rig.engine().host().guests(), null, null, false);
      for (int i = 0; i < 5; i++) {
        Ended<ExpertOutcome> ended =
            rerun.ask(
                guest,
                new Position("t", "", 0, 1, 1),
                HOUR,
                0,
                (expert, context) -> expert.solve(null, context));
        assertThat(ended.how()).isEqualTo(How.THREW);
      }
      assertThat(seen(rig, "fickle").circuit()).isEqualTo(CircuitState.CLOSED);
      assertThat(seen(rig, "fickle").usage().faults()).isZero();
    }
  }

  @Test
  void whoseThreadsNeverCameBackIsNotReleasedUntilTheyDo() {
    CountDownLatch end = new CountDownLatch(1);
    Expert deaf =
        Fakes.expert(
            "deaf",
            "do.one",
            Effect.PURE,
            Duration.ofMillis(20),
            1,
            (assignment, context) -> {
              while (end.getCount() > 0) {
                Thread.onSpinWait();
              }
              return null;
            });
    try (Rig rig = rig(HOUR, 3, deaf)) {
      rig.grace = Duration.ofMillis(20);
      rig.run();
      assertThatThrownBy(() -> rig.engine().release("deaf"))
          .hasMessageContaining("never came back")
          .hasMessageContaining("Maybe replace it");
      Asked.until(() -> rig.ledger.bodies(PluginChanged.class).size() == 1);
      end.countDown();
      Asked.until(() -> rig.ledger.bodies(PluginChanged.class).size() == 2);

      assertThat(rig.ledger.bodies(PluginChanged.class))
          .extracting(PluginChanged::cause)
          .containsExactly("threads lost 1", "threads came back");
      assertThat(seen(rig, "deaf").ready()).isTrue();
    }
  }

  @Test
  void nobodyIsReleasedWhoIsNotInstalled() {
    try (Rig rig = rig(HOUR, 3, fickle())) {
      assertThatThrownBy(() -> rig.engine().release("other"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(other)")
          .hasMessageContaining("Maybe");
    }
  }

  @Test
  void callsThatWaitForItGoElsewhereWhenItsCircuitOpensAlsoThoseWithEffects() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Expert bad =
        Fakes.expert(
            "bad",
            "do.one",
            Effect.WRITES_OUTSIDE,
            Duration.ofSeconds(20),
            1,
            (assignment, context) -> {
              calls.incrementAndGet();
              reached.countDown();
              go.await();
              throw new IllegalStateException("no");
            });
    AtomicInteger written = new AtomicInteger();
    try (Rig rig = rig(HOUR, 3, bad, Fakes.writing("good", "do.one", written::incrementAndGet))) {
      rig.gate = new First("bad");
      List<Run> runs = new ArrayList<>();
      runs.add(rig.start());
      reached.await();
      for (int i = 0; i < 3; i++) {
        runs.add(rig.start());
      }
      Asked.until(() -> seen(rig, "bad").inFlight() == 4);
      go.countDown();
      runs.forEach(Rig::end);

      assertThat(calls).hasValue(2);
      assertThat(written).hasValue(2);
      assertThat(outcomes(rig))
          .containsOnly(Outcome.BROKE, Outcome.CANCELLED, Outcome.SOLVED)
          .filteredOn(Outcome.CANCELLED::equals)
          .hasSize(2);
      runs.forEach(run -> FoldPropertyTest.holdsTheOrder(rig.ledger.entries(run.id())));
    }
  }

  /** Chooses one by name, and all others as fallbacks. */
  private record First(String name) implements Gate {
    @Override
    public String id() {
      return "first";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      return new RoutingDecision(
          RoutingDecision.Action.EXECUTE,
          List.of(new RoutingDecision.Choice(name, 1)),
          request.candidates().stream()
              .filter(c -> c.eligible() && !c.expert().equals(name))
              .map(c -> c.expert())
              .toList(),
          0,
          0,
          1,
          false,
          1);
    }
  }

  @Test
  void aGateThatBreaksIsCalledAllTheSameSinceNobodyStandsInForIt() {
    AtomicInteger calls = new AtomicInteger();
    try (Rig rig = rig(HOUR, 1, Fakes.joining("one", "do.one"))) {
      rig.gate =
          new Gate() {
            @Override
            public String id() {
              return "broken";
            }

            @Override
            public RoutingDecision route(RoutingRequest request) {
              calls.incrementAndGet();
              throw new IllegalStateException("no");
            }
          };
      for (int i = 0; i < 4; i++) {
        assertThat(rig.run().answer()).isInstanceOf(Answer.Refused.class);
      }
      assertThat(calls).hasValue(4);
      Engine.Installed gate = seen(rig, "broken");
      assertThat(gate.usage().faults()).isEqualTo(4);
      assertThat(gate.circuit()).isEqualTo(CircuitState.QUARANTINED);
      assertThat(gate.ready()).isTrue();
      assertThat(gate.trouble()).isPresent();
      assertThat(rig.ledger.bodies(PluginChanged.class)).isEmpty();
    }
  }
}
