package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong in corners: every task still ends, on record, with an answer. */
@Timeout(20)
class BreakageTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(Fakes.subgoal("only", "do.one", Map.of("a", "task.text"))),
          List.of(Fakes.check("fine", "judge", "only.out")),
          "only.out");
  private static final Fakes.Planning PLANNER = Fakes.always(PLAN);

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

  /** A plugin that allocates without end takes the memory of others too. */
  @Test
  void aTaskEndsThoughMemoryRanOutWhileACallReturned() {
    AtomicInteger failures = new AtomicInteger();
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.ledger.failOn =
          draft -> {
            if (draft.body() instanceof Body.ExpertReturned && failures.getAndIncrement() == 0) {
              throw new OutOfMemoryError("Java heap space");
            }
            return false;
          };
      Answer answer = rig.run().answer();

      assertThat(answer.reason()).isEqualTo(HaltReason.ERROR);
      assertThat(rig.ledger.unfinished()).isEmpty();
    }
  }

  @Test
  void aCallThatWaitsBehindOneThatNeverReturnsStillEndsInTime() {
    CountDownLatch release = new CountDownLatch(1);
    Plan two =
        Fakes.plan(
            List.of(
                Fakes.subgoal("x", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("y", "do.one", Map.of("a", "task.text"))),
            List.of(),
            "x.out");
    try (Rig rig =
        Rig.of(
            Fakes.always(two),
            Fakes.expert(
                "deaf",
                "do.one",
                Effect.PURE,
                Duration.ofMillis(50),
                1,
                (x, c) -> {
                  awaitStubbornly(release);
                  return null;
                }))) {
      rig.grace = Duration.ofMillis(20);
      rig.budget = new Budget(2, 50, Duration.ofSeconds(2), 1000, 3);
      rig.run();

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .extracting(Body.ExpertReturned::outcome)
          .containsExactlyInAnyOrder(
              Body.ExpertReturned.Outcome.ABANDONED, Body.ExpertReturned.Outcome.TIMED_OUT);
      release.countDown();
    }
  }

  @Test
  void aVerifierThatBreaksWithAMessageThatIsNoTextGivesAVerdict() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.verifiedBy(
          Fakes.verifier(
              "judge",
              (claim, c) -> {
                throw new IllegalStateException("half a character: \uD800");
              }));
      assertThat(rig.run().answer()).isInstanceOf(Answer.BestEffort.class);
      assertThat(rig.ledger.bodies(Body.CheckMade.class).get(0).verdict())
          .isEqualTo(Body.CheckMade.Kind.BROKE);
    }
  }

  @Test
  void anExpertOfInfiniteCostTakesNoWorkAndHarmsNobody() {
    Fakes.Solver dear =
        new Fakes.Solver(
            new ExpertDescriptor(
                "dear",
                "A fake.",
                List.of(Fakes.capability("do.one")),
                Effect.PURE,
                Determinism.DETERMINISTIC,
                Double.POSITIVE_INFINITY,
                Duration.ofSeconds(1),
                1),
            (x, c) -> null);
    try (Rig rig = Rig.of(PLANNER, dear, Fakes.joining("one", "do.one"))) {
      rig.verifiedBy(Fakes.accepting("judge"));
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void endlessTimeoutsAreBounded() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
    Fakes.Solver patient =
        Fakes.expert(
            "one", "do.one", Effect.PURE, endless, 1, (x, c) -> Fakes.joined("one", x, 0.9));
    try (Rig rig = Rig.of(PLANNER, patient)) {
      rig.verifiedBy(
          new Fakes.Judging(
              "judge",
              endless,
              (claim, c) -> new io.consilium.api.verifier.Verdict.Accepted(1, 0.5, List.of())));
      rig.budget = new Budget(2, 50, Duration.ofHours(999_999_999), 1000, 3);
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void whatWaitsForARefusedSubgoalGoesOnInTheSameCycle() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("extra", "do.what-nobody-can", Map.of(), true),
                Fakes.subgoal("main", "do.one", Map.of("a", "task.text", "b", "extra.out ?? none")),
                Fakes.subgoal("late", "do.one", Map.of("a", "extra.out"), true)),
            List.of(),
            "main.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("one", "do.one"))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
      assertThat(rig.ledger.bodies(Body.SubgoalSettled.class)).hasSize(3);
    }
  }

  @Test
  void releasesAnAnswerOfVeryManyOutputs() {
    int many = 400;
    List<Subgoal> subgoals =
        IntStream.range(0, many)
            .mapToObj(i -> Fakes.subgoal("s[" + i + "]", "do.one", Map.of("a", "task.text")))
            .toList();
    Plan plan = new Plan("m", subgoals, List.of(), Map.of("out", List.of(Ref.parse("s.out"))));
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("one", "do.one"))) {
      rig.budget = new Budget(2, 1000, Duration.ofSeconds(20), 1000, 3);
      Answer answer = rig.run().answer();

      assertThat(answer).isInstanceOf(Answer.Answered.class);
      assertThat(answer.outputs().get("out")).hasSize(many);
      assertThat(rig.ledger.bodies(Body.AnswerReleased.class).get(0).outputs())
          .isEqualTo(Map.of("out", many));
    }
  }

  /** A ledger that finds a kind of record too large, once or always. */
  private static final class Choosy extends MemoryLedger {
    private final Class<? extends Body> refused;
    private int times;

    Choosy(Class<? extends Body> refused, int times) {
      this.refused = refused;
      this.times = times;
    }

    @Override
    public synchronized Receipt append(List<Draft> drafts) {
      if (times > 0 && drafts.stream().anyMatch(draft -> refused.isInstance(draft.body()))) {
        times--;
        throw new IllegalArgumentException("The record is too large.");
      }
      return super.append(drafts);
    }
  }

  @Test
  void aHaltThatCannotBeRecordedAsDecidedIsRecordedAsAnError() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.ledger = new Choosy(Body.HaltDecided.class, 1);
      rig.verifiedBy(Fakes.accepting("judge"));
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.ERROR);
      assertThat(outcome.halt().reason()).contains(HaltReason.ERROR);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
    }
  }

  @Test
  void anAnswerThatCannotBeRecordedIsRefused() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.ledger = new Choosy(Body.AnswerReleased.class, 1);
      rig.verifiedBy(Fakes.accepting("judge"));
      Answer answer = rig.run().answer();

      assertThat(answer).isInstanceOf(Answer.Refused.class);
      assertThat(answer.reason()).isEqualTo(HaltReason.ERROR);
      assertThat(((Answer.Refused) answer).message()).contains("too large");
    }
  }

  @Test
  void aTaskThatCannotBeClosedKeepsNoOtherFromIt() {
    MemoryLedger ledger = new Choosy(Body.AnswerReleased.class, 1);
    try (Rig rig = Rig.of(PLANNER)) {
      rig.ledger = ledger;
      for (String id : List.of("t-1", "t-2")) {
        ledger.append(
            List.of(
                Admission.admitted(
                    new TaskId(id),
                    rig.submission(),
                    java.time.Instant.EPOCH,
                    Codes.of("engine", DefaultEngine.class))));
      }
      assertThat(rig.engine().recover()).containsExactly("t-1", "t-2");
      assertThat(ledger.unfinished()).isEmpty();
    }
  }

  @Test
  void aTaskThatEndsDuringRecoveryIsNotClosedTwice() {
    List<Run> runs = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    MemoryLedger slow =
        new MemoryLedger() {
          @Override
          public List<TaskId> unfinished() {
            List<TaskId> open = super.unfinished();
            go.countDown();
            runs.forEach(Rig::end);
            return open;
          }
        };
    try (Rig rig =
        Rig.of(
            PLANNER,
            Fakes.expert(
                "one",
                "do.one",
                (x, c) -> {
                  go.await();
                  return Fakes.joined("one", x, 0.9);
                }))) {
      rig.ledger = slow;
      rig.verifiedBy(Fakes.accepting("judge"));
      runs.add(rig.start());

      assertThat(rig.engine().recover()).isEmpty();
      assertThat(rig.ledger.bodies(Body.AnswerReleased.class)).hasSize(1);
    }
  }

  @Test
  void saysWhatBrokeWhenTheGateBreaks() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.gate =
          new Routing(
              request -> {
                throw new IllegalArgumentException("The setting \"k\" must be above 0 (-1).");
              });
      Answer answer = rig.run().answer();

      assertThat(answer.reason()).isEqualTo(HaltReason.ERROR);
      assertThat(((Answer.Refused) answer).message()).contains("must be above 0 (-1)");
    }
  }

  @Test
  void saysWhatBrokeWhenThePlannerBreaks() {
    Fakes.Planning broken =
        new Fakes.Planning(
            carry -> {
              throw new IllegalStateException("no methods here");
            },
            Set.of());
    try (Rig rig = Rig.of(broken)) {
      Answer answer = rig.run().answer();
      assertThat(((Answer.Refused) answer).message()).contains("no methods here");
    }
  }

  @Test
  void aPolicyThatBreaksIsTheConditionThatWon() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.policy =
          new Deciding(
              request -> {
                throw new IllegalArgumentException("The setting \"confidence\" is no number (x).");
              });
      Answer answer = rig.run().answer();

      assertThat(((Answer.BestEffort) answer).missing())
          .anySatisfy(line -> assertThat(line).contains("no number (x)"));
      assertThat(rig.ledger.bodies(Body.HaltDecided.class).get(0).conditions())
          .anyMatch(condition -> condition.reason() == HaltReason.ERROR && condition.held());
    }
  }

  private record Routing(java.util.function.Function<RoutingRequest, RoutingDecision> decides)
      implements Gate {
    @Override
    public String id() {
      return "routing";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      return decides.apply(request);
    }
  }

  private record Deciding(java.util.function.Function<HaltingRequest, HaltDecision> decides)
      implements HaltingPolicy {
    @Override
    public String id() {
      return "deciding";
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      return decides.apply(request);
    }
  }

  @Test
  void aTaskThatIsCancelledWhileItsGateDecidesIsNotBroken() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.gate =
          new Routing(
              request -> {
                reached.countDown();
                awaitOrThrow(never);
                return null;
              });
      Run run = rig.start();
      reached.await();
      run.cancel();

      assertThat(Rig.end(run).answer().reason()).isEqualTo(HaltReason.CANCELLED);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class).get(0).conditions())
          .noneMatch(condition -> condition.reason() == HaltReason.ERROR && condition.held());
    }
  }

  @Test
  void aTaskWhoseTimeRunsOutWhileItsGateDecidesHaltsForThat() {
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.budget = new Budget(2, 50, Duration.ofMillis(300), 1000, 3);
      rig.gate =
          new Routing(
              request -> {
                awaitOrThrow(never);
                return null;
              });

      assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.DEADLINE);
    }
  }

  private static void awaitOrThrow(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aGateThatNeverReturnsIsOnRecordAsAbandoned() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.grace = Duration.ofMillis(20);
      rig.gate =
          new Routing(
              request -> {
                reached.countDown();
                awaitStubbornly(release);
                return null;
              });
      Run run = rig.start();
      reached.await();
      run.cancel();
      Rig.end(run);
      release.countDown();

      assertThat(rig.ledger.bodies(Body.GuestAbandoned.class))
          .containsExactly(new Body.GuestAbandoned("routing", 0, 1));
    }
  }

  @Test
  void anEffectThatWaitsForItsIntentIsNotBegunAfterTheTaskWasCancelled() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch intended = new CountDownLatch(1);
    try (Rig rig =
        Rig.of(
            PLANNER,
            Fakes.expert(
                "mail",
                "do.one",
                Effect.WRITES_OUTSIDE,
                Duration.ofSeconds(5),
                1,
                (x, c) -> {
                  begun.incrementAndGet();
                  return ExpertOutcome.absent("x");
                }))) {
      rig.ledger.afterAppend =
          entries -> {
            if (entries.stream().anyMatch(e -> e.record().body() instanceof Body.ExpertCalled)) {
              intended.countDown();
            }
            rig.ledger.holdDurable =
                entries.stream().noneMatch(e -> e.record().body() instanceof Body.TaskAdmitted);
          };
      Run run = rig.start();
      intended.await();
      run.cancel();
      rig.ledger.afterAppend = entries -> {};
      rig.ledger.releaseDurable();
      Rig.end(run);

      assertThat(begun).hasValue(0);
      assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
          .isEqualTo(Body.ExpertReturned.Outcome.CANCELLED);
    }
  }

  @Test
  void anObserverThatBreaksWithAnErrorDisturbsNobody() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.verifiedBy(Fakes.accepting("judge"));
      rig.observer =
          progress -> {
            throw new NoClassDefFoundError("display");
          };
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void aChildLoopThatCannotBeginEndsTheTask() {
    Fakes.Planning planner =
        new Fakes.Planning(
            carry ->
                Fakes.plan(
                    List.of(Fakes.subgoal("deep", "do.deep", Map.of("a", "task.text"))),
                    List.of(),
                    "deep.out"),
            Set.of("do.deep"));
    try (Rig rig = Rig.of(planner)) {
      Host real = rig.engine().host();
      Host full =
          new Host(
              real.ledger(),
              real.plugins(),
              real.guests(),
              real.code(),
              work -> {
                throw new RejectedExecutionException("no thread left");
              },
              real.policies(),
              real.experience(),
              real.shadows());
      TaskId id = new TaskId("t-1");
      TaskRun run = new TaskRun(id, rig.pipeline(), full, rig.observer, ended -> {});
      Draft admitted =
          Admission.admitted(id, rig.submission(), java.time.Instant.EPOCH, real.code());
      run.journal().append(state -> List.of(admitted));
      run.run();

      assertThat(Rig.end(run).answer().reason()).isEqualTo(HaltReason.ERROR);
    }
  }

  @Test
  void effectsThatAreNoneAreRefusedAtTheDoor() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.gateSettings = new Settings(Map.of("effects", List.of("pur")));
      assertThatThrownBy(rig::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("(pur)")
          .hasMessageContaining("reads-outside");
    }
  }
}
