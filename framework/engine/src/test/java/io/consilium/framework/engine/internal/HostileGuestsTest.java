package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostileGuestsTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(Fakes.subgoal("only", "do.one", Map.of("a", "task.text"))),
          List.of(Fakes.check("fine", "judge", "only.out")),
          "only.out");
  private static final Fakes.Planning PLANNER = Fakes.always(PLAN);

  private static Body.ExpertReturned returned(Fakes.Solve solve) {
    try (Rig rig = Rig.of(PLANNER, Fakes.expert("bad", "do.one", solve))) {
      TaskOutcome outcome = rig.run();
      assertThat(outcome.answer()).isInstanceOf(Answer.Refused.class);
      assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
      return rig.ledger.bodies(Body.ExpertReturned.class).get(0);
    }
  }

  private static ExpertOutcome solved(Artifact out) {
    return ExpertOutcome.solved("out", out, 1);
  }

  @Test
  void whatThrowsBroke() {
    assertThat(
            returned(
                    (x, c) -> {
                      throw new IOException("no");
                    })
                .outcome())
        .isEqualTo(Outcome.BROKE);
  }

  @Test
  void anErrorAndAnEndlessRecursionBroke() {
    assertThat(
            returned(
                    (x, c) -> {
                      throw new NoClassDefFoundError("x");
                    })
                .code())
        .isEqualTo("threw");
    assertThat(returned(HostileGuestsTest::recurse).outcome()).isEqualTo(Outcome.BROKE);
  }

  @SuppressWarnings("InfiniteRecursion") // that is the point
  private static ExpertOutcome recurse(Assignment assignment, CallContext context) {
    return recurse(assignment, context);
  }

  @Test
  void anExceptionWhoseMessageThrowsBroke() {
    assertThat(
            returned(
                    (x, c) -> {
                      throw new IllegalStateException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                          throw new IllegalStateException("twice");
                        }
                      };
                    })
                .outcome())
        .isEqualTo(Outcome.BROKE);
  }

  @Test
  void nothingBroke() {
    assertThat(returned((x, c) -> null).code()).isEqualTo("null");
  }

  @Test
  void outputsThatWereNotDeclaredBroke() {
    assertThat(returned((x, c) -> ExpertOutcome.solved("other", Fakes.text("t"), 1)).code())
        .isEqualTo("output");
    assertThat(returned((x, c) -> solved(Slots.ARTIFACTS.of(MediaType.PNG, new byte[] {1}))).code())
        .isEqualTo("output");
  }

  @Test
  void contentThatIsNotWhatItSaysBroke() {
    Artifact text = Fakes.text("t");
    Artifact.Content throwing =
        () -> {
          throw new IOException("gone");
        };
    Artifact.Content other = Fakes.text("u").content();
    assertThat(
            returned((x, c) -> solved(new Artifact(MediaType.TEXT, 1, text.digest(), throwing)))
                .outcome())
        .isEqualTo(Outcome.BROKE);
    assertThat(
            returned((x, c) -> solved(new Artifact(MediaType.TEXT, 1, text.digest(), other)))
                .outcome())
        .isEqualTo(Outcome.BROKE);
    assertThat(
            returned(
                    (x, c) ->
                        solved(
                            new Artifact(
                                MediaType.TEXT, 9, Digest.of(new byte[] {1}), text.content())))
                .outcome())
        .isEqualTo(Outcome.BROKE);
  }

  @Test
  void factsThatAreNoNumbersBroke() {
    assertThat(
            returned(
                    (x, c) ->
                        new ExpertOutcome.Solved(
                            Map.of("out", Fakes.text("t")), 1, Facts.of("n", Double.NaN)))
                .outcome())
        .isEqualTo(Outcome.BROKE);
  }

  @Test
  void aCallThatHangsAndIsInterruptedTimesOut() {
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig =
        Rig.of(
            PLANNER,
            Fakes.expert(
                "slow",
                "do.one",
                Effect.PURE,
                Duration.ofMillis(50),
                1,
                (x, c) -> {
                  never.await();
                  return null;
                }))) {
      rig.run();
      assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
          .isEqualTo(Outcome.TIMED_OUT);
    }
  }

  @Test
  void aCallThatIgnoresCancellationIsAbandonedCountedAndQuarantined() {
    CountDownLatch release = new CountDownLatch(1);
    try (Rig rig =
        Rig.of(
            PLANNER,
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
      rig.grace = Duration.ofMillis(50);
      rig.run();
      Answer second = rig.run().answer();

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
          .extracting(Body.ExpertReturned::outcome)
          .containsExactly(Outcome.ABANDONED);
      assertThat(rig.ledger.bodies(Body.GuestAbandoned.class))
          .containsExactly(new Body.GuestAbandoned("deaf", 1, 1));
      assertThat(((Answer.Refused) second).message()).contains("never came back");
      assertThat(rig.engine().installed())
          .filteredOn(plugin -> plugin.id().equals("deaf"))
          .allMatch(plugin -> plugin.abandoned() == 1 && !plugin.ready());
      release.countDown();
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
  void oneThatCannotWarmUpTakesNoWork() {
    Expert cold = new Warming("cold", new CountDownLatch(0), true);
    try (Rig rig = Rig.of(PLANNER, cold)) {
      Answer answer = rig.run().answer();

      assertThat(answer.reason()).isEqualTo(HaltReason.NO_EXPERT);
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).isEmpty();
    }
  }

  @Test
  void aSubgoalWaitsForTheOnlyExpertToWarmUp() {
    CountDownLatch warm = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER, new Warming("slow", warm, false))) {
      rig.verifiedBy(Fakes.accepting("judge"));
      rig.observer =
          progress -> {
            if (progress instanceof io.consilium.framework.engine.Progress.Recorded recorded
                && recorded.record().body() instanceof Body.PlanRevised) {
              warm.countDown();
            }
          };
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  /** Warms up when the latch opens, and then fails if told so. */
  private record Warming(String id, CountDownLatch latch, boolean fails) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      return ExpertDescriptor.pure(id, "A fake.", Fakes.capability("do.one"));
    }

    @Override
    public void warmUp() throws Exception {
      latch.await();
      if (fails) {
        throw new IOException("no model");
      }
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) {
      return Fakes.joined(id, assignment, 0.9);
    }
  }

  @Test
  void oneThatDoesNotSayWhoItIsTakesNoWork() {
    Expert nameless =
        new Expert() {
          @Override
          public ExpertDescriptor descriptor() {
            return null;
          }

          @Override
          public ExpertOutcome solve(Assignment assignment, CallContext context) {
            return null;
          }
        };
    try (Rig rig = Rig.of(PLANNER, nameless)) {
      assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.NO_EXPERT);
      assertThat(rig.engine().installed()).anyMatch(plugin -> plugin.trouble().isPresent());
    }
  }

  @Test
  void aServiceThatVanishesEndsItsCallsAsGone() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig =
        Rig.of(
            PLANNER,
            Fakes.expert(
                "here",
                "do.one",
                (x, c) -> {
                  reached.countDown();
                  never.await();
                  return null;
                }))) {
      Run run = rig.start();
      reached.await();
      rig.engine().plugins().expert(run.id(), "here").ifPresent(rig.engine().plugins()::remove);
      Rig.end(run);

      assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
          .isEqualTo(Outcome.GONE);
      assertThat(rig.engine().installed()).noneMatch(plugin -> plugin.id().equals("here"));
    }
  }

  @Test
  void aVerifierThatBreaksSaysNothingOfTheAnswer() {
    for (Fakes.Judge judge :
        List.<Fakes.Judge>of(
            (claim, c) -> null,
            (claim, c) -> new Verdict.Accepted(Double.NaN, 0, List.of()),
            (claim, c) -> {
              throw new StackOverflowError();
            })) {
      try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
        rig.verifiedBy(Fakes.verifier("judge", judge));
        TaskOutcome outcome = rig.run();

        assertThat(outcome.answer()).isInstanceOf(Answer.BestEffort.class);
        assertThat(rig.ledger.bodies(Body.CheckMade.class).get(0).verdict())
            .isEqualTo(Body.CheckMade.Kind.BROKE);
      }
    }
  }

  @Test
  void aPlannerThatBreaksHaltsWithError() {
    Fakes.Planning broken =
        new Fakes.Planning(
            carry -> {
              throw new IllegalStateException("no");
            },
            Set.of());
    try (Rig rig = Rig.of(broken)) {
      TaskOutcome outcome = rig.run();
      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.ERROR);
      assertThat(rig.ledger.bodies(Body.PlanFailed.class).get(0).code()).isEqualTo("threw");
    }
  }

  @Test
  void aPlanThatIsTooWideIsRefused() {
    Plan wide =
        Fakes.plan(
            java.util.stream.IntStream.range(0, Planning.MAX_SUBGOALS + 1)
                .mapToObj(i -> Fakes.subgoal("s[" + i + "]", "do.one", Map.of()))
                .toList(),
            List.of(),
            "s.out");
    try (Rig rig = Rig.of(Fakes.always(wide))) {
      assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.ERROR);
    }
  }

  @Test
  void aGateThatNamesWhoItMayNotHaltsWithError() {
    for (String expert : List.of("nobody", "one")) {
      try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
        rig.gate = new Wilful(expert, expert.equals("one") ? Double.NaN : 1);
        TaskOutcome outcome = rig.run();

        assertThat(outcome.answer().reason()).isEqualTo(HaltReason.ERROR);
        assertThat(rig.ledger.bodies(Body.HaltDecided.class)).hasSize(1);
      }
    }
  }

  private record Wilful(String expert, double entropy) implements Gate {
    @Override
    public String id() {
      return "wilful";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      return new RoutingDecision(
          RoutingDecision.Action.EXECUTE,
          List.of(new RoutingDecision.Choice(expert, 1)),
          List.of(),
          entropy,
          0,
          1,
          false,
          1);
    }
  }

  @Test
  void aPolicyThatBreaksHaltsWithErrorAndKeepsTheResults() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.policy =
          new HaltingPolicy() {
            @Override
            public String id() {
              return "broken";
            }

            @Override
            public HaltDecision decide(HaltingRequest request) {
              return null;
            }
          };
      Answer answer = rig.run().answer();

      assertThat(answer).isInstanceOf(Answer.BestEffort.class);
      assertThat(answer.reason()).isEqualTo(HaltReason.ERROR);
    }
  }

  @Test
  void anObserverThatThrowsDisturbsNobody() {
    try (Rig rig = Rig.of(PLANNER, Fakes.joining("one", "do.one"))) {
      rig.verifiedBy(Fakes.accepting("judge"));
      rig.observer =
          progress -> {
            throw new IllegalStateException("display");
          };
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
  }

  @Test
  void breakageInOneChildLoopEndsTheWholeTask() {
    Fakes.Planning planner =
        new Fakes.Planning(
            carry -> {
              if (carry.level() == 1) {
                throw new IllegalStateException("no");
              }
              return Fakes.plan(
                  List.of(Fakes.subgoal("deep", "do.deep", Map.of("a", "task.text"))),
                  List.of(),
                  "deep.out");
            },
            Set.of("do.deep"));
    try (Rig rig = Rig.of(planner)) {
      Answer answer = rig.run().answer();
      assertThat(answer).isInstanceOf(Answer.Refused.class);
      assertThat(carryIsClosed(rig)).isTrue();
    }
  }

  private static boolean carryIsClosed(Rig rig) {
    Carry carry = Fold.all(rig.ledger.all).carry();
    return carry.halted().isPresent()
        && carry.children().values().stream().allMatch(child -> child.halted().isPresent());
  }
}
