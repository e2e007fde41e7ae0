package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.engine.Run;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a plugin throws, wherever it is asked: an outcome on record, and the host lives on. */
@Timeout(60)
class ErrorsTest {
  private static final Fakes.Planning PLANNER = Fakes.always(Fakes.single("do.one"));

  /** One that cannot even say what it is. */
  private static final class Rude extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw this;
    }
  }

  private static final List<Supplier<Error>> ERRORS =
      List.of(OutOfMemoryError::new, StackOverflowError::new, ThreadDeath::new, Rude::new);

  /** Throws in one place, and behaves in all others. */
  private record Throwing(Expert sound, String where, Supplier<Error> error) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      rude("descriptor");
      return sound.descriptor();
    }

    @Override
    public void warmUp() {
      rude("warmUp");
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
      rude("solve");
      return sound.solve(assignment, context);
    }

    private void rude(String here) {
      if (here.equals(where)) {
        throw error.get();
      }
    }
  }

  private static Expert throwing(String where, Supplier<Error> error) {
    return new Throwing(Fakes.joining("bad", "do.one"), where, error);
  }

  private static Expert good() {
    return Fakes.expert("good", "do.one", (a, c) -> Fakes.joined("good", a, 0.5));
  }

  @Test
  void anErrorOfAnExpertIsItsOutcomeAndAnotherIsAsked() {
    for (Supplier<Error> error : ERRORS) {
      try (Rig rig = Rig.of(PLANNER, throwing("solve", error), good())) {
        assertThat(Fakes.out(rig.run())).isEqualTo("good+x");
        assertThat(rig.ledger.bodies(Body.ExpertReturned.class))
            .extracting(Body.ExpertReturned::outcome)
            .containsExactly(Outcome.BROKE, Outcome.SOLVED);
        assertThat(rig.engine().installed())
            .filteredOn(plugin -> plugin.id().equals("bad"))
            .allMatch(plugin -> plugin.usage().faults() == 1 && plugin.inFlight() == 0);
      }
    }
  }

  @Test
  void whoThrowsAsItWarmsUpOrSaysWhoItIsGetsNoWork() {
    for (Supplier<Error> error : ERRORS) {
      for (String where : List.of("warmUp", "descriptor")) {
        try (Rig rig = Rig.of(PLANNER, throwing(where, error), good())) {
          assertThat(Fakes.out(rig.run())).isEqualTo("good+x");
          assertThat(rig.ledger.bodies(Body.ExpertReturned.class)).hasSize(1);
          assertThat(rig.engine().installed())
              .anyMatch(plugin -> plugin.trouble().isPresent() && !plugin.ready());
        }
      }
    }
  }

  @Test
  void anErrorBehindAnOutputBreaksTheCall() {
    for (Supplier<Error> error : ERRORS) {
      Artifact text = Fakes.text("t");
      Artifact.Content content =
          () -> {
            throw error.get();
          };
      Artifact hollow = new Artifact(text.mediaType(), text.size(), text.digest(), content);
      Expert bad = Fakes.expert("bad", "do.one", (a, c) -> ExpertOutcome.solved("out", hollow, 1));
      try (Rig rig = Rig.of(PLANNER, bad)) {
        assertThat(rig.run().answer()).isInstanceOf(Answer.Refused.class);
        assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
            .isEqualTo(Outcome.BROKE);
      }
    }
  }

  @Test
  void anErrorOfACancelActionDisturbsNobody() throws Exception {
    for (Supplier<Error> error : ERRORS) {
      CountDownLatch reached = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      Expert bad =
          Fakes.expert(
              "bad",
              "do.one",
              (assignment, context) -> {
                context.onCancel(
                    () -> {
                      throw error.get();
                    });
                reached.countDown();
                never.await();
                return null;
              });
      try (Rig rig = Rig.of(PLANNER, bad)) {
        Run run = rig.start();
        reached.await();
        run.cancel();

        assertThat(Rig.end(run).answer().reason()).isEqualTo(HaltReason.CANCELLED);
        assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
            .isEqualTo(Outcome.CANCELLED);
      }
    }
  }

  /** Throws in one place, and plans in all others. */
  private record ThrowingPlanner(String where, Supplier<Error> error) implements Planner {
    private void rude(String here) {
      if (here.equals(where)) {
        throw error.get();
      }
    }

    @Override
    public PlannerDescriptor descriptor() {
      return PLANNER.descriptor();
    }

    @Override
    public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
      rude("plan");
      return PLANNER.plan(carry, settings, context);
    }

    @Override
    public boolean decomposes(String goal, Settings settings) {
      rude("decomposes");
      return false;
    }

    @Override
    public boolean pending(Carry carry, Settings settings) {
      rude("pending");
      return false;
    }

    @Override
    public Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
      rude("estimate");
      return Optional.empty();
    }
  }

  @Test
  void anErrorOfAPlannerEndsTheTaskOnlyWhereThereIsNoPlanThen() {
    for (Supplier<Error> error : ERRORS) {
      for (String where : List.of("plan", "decomposes", "pending", "estimate")) {
        try (Rig rig = Rig.of(new ThrowingPlanner(where, error), good())) {
          Answer answer = rig.run().answer();

          assertThat(answer.reason() == HaltReason.ERROR).isEqualTo(where.equals("plan"));
          assertThat(answer instanceof Answer.Refused).isEqualTo(where.equals("plan"));
          assertThat(rig.ledger.unfinished()).isEmpty();
        }
      }
    }
  }

  private record ThrowingGate(Supplier<Error> error) implements Gate {
    @Override
    public String id() {
      return "bad";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      throw error.get();
    }
  }

  private record ThrowingPolicy(Supplier<Error> error) implements HaltingPolicy {
    @Override
    public String id() {
      return "bad";
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      throw error.get();
    }
  }

  @Test
  void anErrorOfAGateOrAHaltingPolicyHaltsWithError() {
    for (Supplier<Error> error : ERRORS) {
      try (Rig rig = Rig.of(PLANNER, good())) {
        rig.gate = new ThrowingGate(error);
        assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.ERROR);
        assertThat(rig.ledger.unfinished()).isEmpty();
      }
      try (Rig rig = Rig.of(PLANNER, good())) {
        rig.policy = new ThrowingPolicy(error);
        assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.ERROR);
        assertThat(rig.ledger.unfinished()).isEmpty();
      }
    }
  }

  @Test
  void theStandInsOfThisTestBehaveWhereTheyAreNotAskedToThrow() {
    try (Rig rig = Rig.of(new ThrowingPlanner("", Rude::new), throwing("", Rude::new))) {
      assertThat(Fakes.out(rig.run())).isEqualTo("bad+x");
    }
  }
}
