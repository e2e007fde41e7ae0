package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.expert.Effect;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Answer;
import io.consilium.framework.engine.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Nothing that cannot be taken back happens before its record is durable. */
class DurabilityTest {
  private static final Plan CHAIN = Fakes.chain(Fakes.check("fine", "judge", "second.out"));

  @Test
  void effectsWaitUntilTheirIntentIsDurableAndPureCallsDoNot() throws Exception {
    CountDownLatch pure = new CountDownLatch(1);
    CountDownLatch effect = new CountDownLatch(1);
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("second", "do.two", Map.of("a", "task.text"))),
            List.of(),
            "second.out");
    try (Rig rig =
        Rig.of(
            Fakes.always(plan),
            Fakes.expert(
                "one",
                "do.one",
                (x, c) -> {
                  pure.countDown();
                  return Fakes.joined("one", x, 1);
                }),
            Fakes.expert(
                "two",
                "do.two",
                Effect.READS_OUTSIDE,
                Duration.ofSeconds(9),
                1,
                (x, c) -> {
                  effect.countDown();
                  return Fakes.joined("two", x, 1);
                }))) {
      rig.ledger.afterAppend =
          entries ->
              rig.ledger.holdDurable =
                  rig.ledger.holdDurable
                      || entries.stream()
                          .anyMatch(e -> e.record().body() instanceof Body.PlanRevised);
      Run run = rig.start();
      pure.await();
      assertThat(effect.getCount()).isEqualTo(1);
      rig.ledger.afterAppend = entries -> {};
      rig.ledger.releaseDurable();

      assertThat(Rig.end(run).answer()).isInstanceOf(Answer.Answered.class);
      assertThat(effect.getCount()).isZero();
    }
  }

  @Test
  void showsNoAnswerWhoseRecordsAreNotDurable() {
    try (Rig rig = Rig.of(Fakes.always(Fakes.single("do.one")), Fakes.joining("one", "do.one"))) {
      rig.ledger.undurable = draft -> draft.body() instanceof Body.AnswerReleased;

      assertThatThrownBy(rig::run).isInstanceOf(LedgerFailure.class);
      assertThat(rig.engine().running()).isEmpty();
    }
  }

  @Test
  void failsWhenTheLedgerFailsOnTheWay() {
    for (Class<?> body :
        List.of(
            Body.PlanRevised.class,
            Body.SubgoalRouted.class,
            Body.ExpertReturned.class,
            Body.CheckMade.class,
            Body.HaltDecided.class)) {
      try (Rig rig =
          Rig.of(
                  Fakes.always(CHAIN),
                  Fakes.joining("one", "do.one"),
                  Fakes.joining("two", "do.two"))
              .verifiedBy(Fakes.accepting("judge"))) {
        rig.ledger.failOn = draft -> body.isInstance(draft.body());

        assertThatThrownBy(rig::run)
            .as(body.getSimpleName())
            .isInstanceOf(LedgerFailure.class)
            .hasMessage("The disk is full.");
      }
    }
  }

  @Test
  void takesNoWorkThatCannotBeRecorded() {
    try (Rig rig = Rig.of(Fakes.always(CHAIN), Fakes.joining("one", "do.one"))) {
      rig.ledger.undurable = draft -> draft.body() instanceof Body.TaskAdmitted;

      assertThatThrownBy(rig::start).isInstanceOf(LedgerFailure.class);
      assertThat(rig.engine().running()).isEmpty();
    }
  }
}
