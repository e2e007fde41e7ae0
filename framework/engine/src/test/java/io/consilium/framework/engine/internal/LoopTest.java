package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Answer;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Progress;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Plan CHAIN = Fakes.chain(Fakes.check("fine", "judge", "second.out"));

  private static Result result(TaskOutcome outcome, String id) {
    return outcome.carry().results().get(new SubgoalId(id));
  }

  @Test
  void answersWhenEverythingIsDoneAndAccepted() {
    try (Rig rig =
        Rig.of(Fakes.always(CHAIN), Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two"))
            .verifiedBy(Fakes.accepting("judge"))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.VERIFIED);
      assertThat(Fakes.out(outcome)).isEqualTo("two+one+x");
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
      assertThat(rig.ledger.unfinished()).isEmpty();
    }
  }

  @Test
  void runsIndependentSubgoalsAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    Fakes.Solve meet =
        (assignment, context) -> {
          both.await(10, TimeUnit.SECONDS);
          return Fakes.joined("m", assignment, 0.9);
        };
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("left", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("right", "do.one", Map.of("a", "task.text"))),
            List.of(),
            "left.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.expert("one", "do.one", meet))) {
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void aNewPluginAtTheLastMomentOfAWaveDoesNotEndItsCycle() {
    try (Rig rig =
        Rig.of(
            Fakes.always(CHAIN), Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two"))) {
      rig.verifiedBy(Fakes.accepting("judge"));
      rig.observer =
          progress -> {
            if (progress instanceof Progress.Recorded recorded
                && recorded.record().body() instanceof Body.SubgoalSettled) {
              rig.engine().plugins().changed();
            }
          };

      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
    }
  }

  @Test
  void theHaltingRecordCarriesWhatThePlannerThinksAtTheEndOfTheCycle() {
    Planner planner =
        new Estimating(
            Fakes.always(Fakes.single("do.one")),
            carry -> new HaltEstimate(carry.results().size(), -1));
    try (Rig rig = Rig.of(planner, Fakes.joining("one", "do.one"))) {
      TaskOutcome outcome = rig.run();

      assertThat(rig.ledger.bodies(Body.HaltDecided.class))
          .extracting(Body.HaltDecided::estimate)
          .containsExactly(Optional.of(new HaltEstimate(1, -1)));
      assertThat(outcome.carry().estimate()).contains(new HaltEstimate(1, -1));
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
    }
  }

  @Test
  void anEstimateThatIsNoNumberIsNotRecorded() {
    Planner planner =
        new Estimating(
            Fakes.always(Fakes.single("do.one")), carry -> new HaltEstimate(Double.NaN, 0));
    try (Rig rig = Rig.of(planner, Fakes.joining("one", "do.one"))) {
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class))
          .extracting(Body.HaltDecided::estimate)
          .containsExactly(Optional.empty());
    }
  }

  @Test
  void anEstimateThatBreaksDoesNotHideThatAnotherPlanIsPending() {
    Plan both =
        Fakes.plan(
            List.of(
                Fakes.subgoal("only", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("then", "do.one", Map.of("a", "only.out"))),
            List.of(),
            "then.out");
    Planner planner =
        new Estimating(
            new Fakes.Planning(
                carry -> carry.results().isEmpty() ? Fakes.single("do.one") : both, Set.of()),
            carry -> {
              throw new IllegalStateException("broken");
            });
    try (Rig rig = Rig.of(planner, Fakes.joining("one", "do.one"))) {
      assertThat(Fakes.out(rig.run())).isEqualTo("one+one+x");
      assertThat(rig.ledger.bodies(Body.HaltDecided.class))
          .extracting(Body.HaltDecided::estimate)
          .containsExactly(Optional.empty(), Optional.empty());
    }
  }

  /** Plans as another does, and has a view on halting of its own. */
  private record Estimating(Planner plans, Function<Carry, HaltEstimate> view) implements Planner {
    @Override
    public PlannerDescriptor descriptor() {
      return plans.descriptor();
    }

    @Override
    public PlanRevision plan(Carry carry, Settings settings, CallContext context) throws Exception {
      return plans.plan(carry, settings, context);
    }

    @Override
    public boolean pending(Carry carry, Settings settings) {
      return plans.pending(carry, settings);
    }

    @Override
    public Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
      return Optional.of(view.apply(carry));
    }
  }

  @Test
  void decomposesWhatNobodyCanDo() {
    Fakes.Planning planner =
        new Fakes.Planning(
            carry ->
                carry.task().goal().equals("do.both")
                    ? Fakes.plan(
                        List.of(
                            Fakes.subgoal("first", "do.one", Map.of("a", "task.a")),
                            Fakes.subgoal("second", "do.two", Map.of("a", "first.out"))),
                        List.of(),
                        "second.out")
                    : Fakes.plan(
                        List.of(Fakes.subgoal("only", "do.both", Map.of("a", "task.text"))),
                        List.of(),
                        "only.out"),
            Set.of("do.both"));
    try (Rig rig =
        Rig.of(planner, Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two"))) {
      TaskOutcome outcome = rig.run();

      assertThat(Fakes.out(outcome)).isEqualTo("two+one+x");
      Carry child = outcome.carry().children().get(new SubgoalId("only"));
      assertThat(child.level()).isEqualTo(1);
      assertThat(child.path()).isEqualTo("only");
      assertThat(child.halted()).contains(HaltReason.CONFIDENT);
      assertThat(child.task().inputs().get(0).label()).isEqualTo("a.txt");
      assertThat(outcome.carry().spend().calls()).isEqualTo(2);
      assertThat(result(outcome, "only").by()).isEqualTo("loop");
    }
  }

  @Test
  void decompositionEndsAtTheLastLevel() {
    Fakes.Planning planner =
        new Fakes.Planning(
            carry ->
                Fakes.plan(
                    List.of(Fakes.subgoal("only", "do.more", Map.of("a", "task.text ?? task.a"))),
                    List.of(),
                    "only.out"),
            Set.of("do.more"));
    try (Rig rig = Rig.of(planner)) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Refused.class);
      assertThat(rig.ledger.all.stream().mapToInt(e -> e.record().position().level()).max())
          .hasValue(rig.budget.levels() - 1);
    }
  }

  @Test
  void revisesThePlanAfterARejectedCheck() {
    Plan better =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("second", "do.two", Map.of("a", "first.out", "b", "task.text"))),
            List.of(Fakes.check("fine", "judge", "second.out")),
            "second.out");
    Fakes.Planning planner =
        new Fakes.Planning(carry -> carry.checks().containsKey("fine") ? better : CHAIN, Set.of());
    try (Rig rig =
        Rig.of(planner, Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two"))
            .verifiedBy(
                Fakes.verifier(
                    "judge",
                    (claim, context) ->
                        Fakes.read(claim.input("what").orElseThrow()).equals("two+one+x+x")
                            ? new Verdict.Accepted(1, 0.5, List.of())
                            : new Verdict.Rejected(
                                0, 0.5, List.of(new Finding("short", "Too short.")))))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.VERIFIED);
      assertThat(outcome.carry().hCycle()).isEqualTo(2);
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class))
          .extracting(Body.ExpertCalled::subgoal)
          .containsExactly("first", "second", "second");
    }
  }

  @Test
  void marksAnAnswerThatARequiredCheckRejects() {
    try (Rig rig =
        Rig.of(Fakes.always(CHAIN), Fakes.joining("one", "do.one"), Fakes.joining("two", "do.two"))
            .verifiedBy(
                Fakes.verifier(
                    "judge",
                    (claim, context) ->
                        new Verdict.Rejected(
                            0, 0.5, List.of(new Finding("off", "It is off by 3.")))))) {
      Answer answer = rig.run().answer();

      assertThat(answer.reason()).isEqualTo(HaltReason.REJECTED);
      assertThat(((Answer.BestEffort) answer).missing())
          .anyMatch(line -> line.contains("It is off by 3."));
    }
  }

  @Test
  void asksTheNextExpertWhenTheFirstFails() {
    try (Rig rig =
        Rig.of(
            Fakes.always(Fakes.single("do.one")),
            Fakes.expert("a", "do.one", (x, c) -> new ExpertOutcome.Failed("model", "No model.")),
            Fakes.expert(
                "b", "do.one", (x, c) -> new ExpertOutcome.Declined("unsuited", "Not for me.")),
            Fakes.joining("c", "do.one"))) {
      TaskOutcome outcome = rig.run();

      assertThat(Fakes.out(outcome)).isEqualTo("c+x");
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class))
          .extracting(Body.ExpertCalled::attempt)
          .containsExactly(1, 2, 3);
      assertThat(rig.ledger.bodies(Body.SubgoalRouted.class)).hasSize(1);
    }
  }

  @Test
  void asksAllChosenAndTakesTheBest() {
    try (Rig rig =
        Rig.of(
            Fakes.always(Fakes.single("do.one")),
            Fakes.expert("a", "do.one", (x, c) -> Fakes.joined("a", x, 0.5)),
            Fakes.expert("b", "do.one", (x, c) -> Fakes.joined("b", x, 0.95)))) {
      rig.gateSettings = new io.consilium.api.host.Settings(Map.of("k", 2));

      assertThat(Fakes.out(rig.run())).isEqualTo("b+x");
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(2);
    }
  }

  @Test
  void neverAsksSomebodyElseAfterAnEffectThatMayHaveHappened() {
    try (Rig rig =
        Rig.of(
            Fakes.always(Fakes.single("do.one")),
            Fakes.expert(
                "a",
                "do.one",
                Effect.WRITES_OUTSIDE,
                Duration.ofSeconds(5),
                1,
                (x, c) -> {
                  throw new IllegalStateException("half done");
                }),
            Fakes.expert(
                "b",
                "do.one",
                Effect.WRITES_OUTSIDE,
                Duration.ofSeconds(5),
                1,
                (x, c) -> Fakes.joined("b", x, 1)))) {
      TaskOutcome outcome = rig.run();

      assertThat(result(outcome, "only").status()).isEqualTo(Result.Status.FAILED);
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(1);
    }
  }

  @Test
  void carriesTheWordsOfADeclineUpToTheRefusal() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("second", "do.one", Map.of("a", "first.out"))),
            List.of(),
            "second.out");
    try (Rig rig =
        Rig.of(
            Fakes.always(plan),
            Fakes.expert("one", "do.one", (x, c) -> ExpertOutcome.badInput("Not an image.")))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer())
          .isEqualTo(new Answer.Refused(HaltReason.CONVERGED, "Not an image."));
      assertThat(result(outcome, "second").status()).isEqualTo(Result.Status.SKIPPED);
      assertThat(result(outcome, "second").message()).contains("first.out");
    }
  }

  @Test
  void saysWhichCapabilityIsMissingAndWhoIsInstalled() {
    try (Rig rig =
        Rig.of(Fakes.always(Fakes.single("vision.chart")), Fakes.joining("one", "do.one"))) {
      Answer answer = rig.run().answer();

      assertThat(answer.reason()).isEqualTo(HaltReason.NO_EXPERT);
      assertThat(((Answer.Refused) answer).message())
          .contains("No expert accepts capability (vision.chart)")
          .contains("Installed: (do.one)")
          .contains("Maybe install");
    }
  }

  @Test
  void goesOnWithoutAnOptionalSubgoal() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.nothing", Map.of(), true),
                Fakes.subgoal("second", "do.one", Map.of("a", "first.out ?? task.text"))),
            List.of(),
            "second.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("one", "do.one"))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(Fakes.out(outcome)).isEqualTo("one+x");
    }
  }
}
