package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.HaltReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plugins that are not there yet, or not warm, when a task goes on after a restart. */
@Timeout(120)
class LateComersTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("second", "do.two", Map.of("a", "task.text")),
              Fakes.subgoal("beside", "do.beside", Map.of("a", "task.text"))),
          List.of(),
          "second.out");

  private final FakePolicy rules = new FakePolicy();
  private final AtomicInteger writes = new AtomicInteger();

  private MemoryLedger leftWaiting(Expert... experts) {
    try (Rig rig = rig(experts)) {
      Asked.begun(rig);
      return rig.ledger;
    }
  }

  private Rig rig(Expert... experts) {
    rules.at(
        PolicyPoint.BEFORE_EFFECT,
        PolicyQuestion.BeforeEffect.class,
        question ->
            question.expert().id().equals("two")
                ? List.of(Asked.approval(1, Duration.ofHours(1), false))
                : List.of());
    Rig rig = Rig.of(Fakes.always(PLAN), experts);
    rig.rules = rules;
    return rig;
  }

  /** Warm once the latch is open. */
  private record Cold(Expert expert, CountDownLatch warm) implements Expert {
    @Override
    public ExpertDescriptor descriptor() {
      return expert.descriptor();
    }

    @Override
    public void warmUp() throws Exception {
      warm.await();
    }

    @Override
    public ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception {
      return expert.solve(assignment, context);
    }
  }

  @Test
  void anApprovedExpertThatStillWarmsUpIsWaitedFor() {
    Expert reader =
        Fakes.expert(
            "reader",
            "do.two",
            Effect.READS_OUTSIDE,
            Duration.ofSeconds(20),
            1,
            (assignment, context) -> new ExpertOutcome.Declined("no", "Not me."));
    Expert two = Fakes.writing("two", "do.two", writes::incrementAndGet);
    CountDownLatch never = new CountDownLatch(1);
    Expert hangs =
        Fakes.expert(
            "beside",
            "do.beside",
            (assignment, context) -> {
              never.await();
              return Fakes.joined("beside", assignment, 0.9);
            });
    MemoryLedger ledger = leftWaiting(reader, new Cold(two, new CountDownLatch(0)), hangs);
    CountDownLatch warm = new CountDownLatch(1);
    // It is asked by the very launch that takes up what was under way.
    Expert warms =
        Fakes.expert(
            "beside",
            "do.beside",
            (assignment, context) -> {
              warm.countDown();
              return Fakes.joined("beside", assignment, 0.9);
            });
    try (Rig rig = rig(reader, new Cold(two, warm), warms)) {
      Asked asked = Asked.resumed(rig, ledger);
      asked.decide(1, "ann", true, "");

      assertThat(Fakes.out(asked.end())).isEqualTo("two+x");
      assertThat(writes).hasValue(1);
      assertThat(ledger.bodies(Body.ApprovalAsked.class)).hasSize(1);
      FoldPropertyTest.holdsTheOrder(ledger.all);
    }
  }

  /** A gate that the task does not know. */
  private record Other() implements Gate {
    @Override
    public String id() {
      return "other";
    }

    @Override
    public RoutingDecision route(RoutingRequest request) {
      throw new IllegalStateException("Nobody asks this one.");
    }
  }

  @Test
  void whoIsNotThereYetCostsATaskNoTimeAndDoesNotHoldItsEndUp() {
    MemoryLedger ledger =
        leftWaiting(
            Fakes.writing("two", "do.two", writes::incrementAndGet),
            Fakes.joining("beside", "do.beside"));
    try (Rig rig = rig()) {
      rig.gate = new Other();
      Asked asked = Asked.resumed(rig, ledger);
      asked.decide(1, "ann", true, "");
      Asked.until(() -> !ledger.bodies(Body.ApprovalEnded.class).isEmpty());
      TaskRun run = (TaskRun) asked.run();
      long used = run.elapsedMillis();
      long soon = System.nanoTime() + 20_000_000;
      Asked.until(() -> System.nanoTime() - soon > 0);

      assertThat(run.elapsedMillis()).isEqualTo(used);
      run.cancel();
      assertThat(asked.end().answer().reason()).isEqualTo(HaltReason.CANCELLED);
    }
  }
}
