package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Budget;
import io.consilium.api.task.HaltReason;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What ends a loop, whatever its plugins say. */
class HaltTest {
  private static final Plan CHAIN = Fakes.chain(Fakes.check("fine", "judge", "second.out"));

  @Test
  void haltsWhenThereIsNoPlan() {
    try (Rig rig = Rig.of(Fakes.always(null))) {
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer())
          .isEqualTo(new Answer.Refused(HaltReason.NO_PLAN, "No method achieves goal."));
      assertThat(rig.ledger.bodies(Body.PlanFailed.class)).hasSize(1);
    }
  }

  @Test
  void haltsWhenCallsAreSpentWhateverThePolicySays() {
    AtomicInteger n = new AtomicInteger();
    Fakes.Planning restless =
        new Fakes.Planning(
            carry ->
                Fakes.plan(
                    List.of(
                        Fakes.subgoal(
                            "s" + n.incrementAndGet(), "do.one", Map.of("a", "task.text")),
                        Fakes.subgoal("t" + n.get(), "do.one", Map.of("a", "s" + n + ".out"))),
                    List.of(),
                    "t" + n + ".out"),
            Set.of());
    try (Rig rig = Rig.of(restless, Fakes.joining("one", "do.one"))) {
      rig.budget = new Budget(100, 7, Duration.ofSeconds(20), 1000, 1);
      rig.policy = new NeverHalting();
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.BUDGET);
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(7);
      Body.HaltDecided last = last(rig.ledger.bodies(Body.HaltDecided.class));
      assertThat(last.policy()).isEqualTo("engine");
    }
  }

  @Test
  void haltsAtTheBoundOnCyclesWhateverThePolicySays() {
    try (Rig rig = Rig.of(Fakes.always(Fakes.single("do.one")), Fakes.joining("one", "do.one"))) {
      rig.policy = new NeverHalting();
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.STEP_CAP);
      assertThat(outcome.carry().hCycle()).isEqualTo(4);
    }
  }

  @Test
  void neverSpendsMoreThanTheCostAllows() {
    Plan wide =
        Fakes.plan(
            java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> Fakes.subgoal("s[" + i + "]", "do.one", Map.of("a", "task.text")))
                .toList(),
            List.of(),
            "s.out");
    try (Rig rig = Rig.of(Fakes.always(wide), Fakes.joining("one", "do.one"))) {
      rig.budget = new Budget(3, 100, Duration.ofSeconds(20), 5.5, 1);
      TaskOutcome outcome = rig.run();

      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(5);
      assertThat(outcome.answer()).isInstanceOf(Answer.BestEffort.class);
    }
  }

  @Test
  void haltsWhenTimeIsUp() {
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig =
        Rig.of(
            Fakes.always(CHAIN),
            Fakes.joining("one", "do.one"),
            Fakes.expert(
                "two",
                "do.two",
                (x, c) -> {
                  never.await();
                  return null;
                }))) {
      rig.budget = new Budget(4, 50, Duration.ofSeconds(1), 1000, 3);
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.DEADLINE);
      assertThat(outcome.halt().action()).isEqualTo(HaltDecision.Action.REFUSE);
      assertThat(last(rig.ledger.bodies(Body.ExpertReturned.class)).outcome())
          .isEqualTo(Outcome.TIMED_OUT);
    }
  }

  @Test
  void haltsWithTheBestSoFarWhenCancelled() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Plan plan =
        new Plan(
            "m",
            CHAIN.subgoals(),
            List.of(),
            Map.of("out", List.of(io.consilium.api.planner.Ref.parse("second.out ?? first.out"))));
    try (Rig rig =
        Rig.of(
            Fakes.always(plan),
            Fakes.joining("one", "do.one"),
            Fakes.expert(
                "two",
                "do.two",
                (x, context) -> {
                  context.onCancel(stopped::countDown);
                  reached.countDown();
                  stopped.await();
                  return Fakes.joined("late", x, 1);
                }))) {
      Run run = rig.start();
      reached.await();
      run.cancel();
      TaskOutcome outcome = Rig.end(run);

      assertThat(outcome.answer()).isInstanceOf(Answer.BestEffort.class);
      assertThat(outcome.answer().reason()).isEqualTo(HaltReason.CANCELLED);
      assertThat(Fakes.out(outcome)).isEqualTo("one+x");
      assertThat(last(rig.ledger.bodies(Body.ExpertReturned.class)).outcome())
          .isEqualTo(Outcome.CANCELLED);
    }
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
