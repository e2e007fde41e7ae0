package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Code;
import io.consilium.api.planner.Plan;
import io.consilium.api.task.Answer;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReplacementTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.one", Map.of("a", "first.out"))),
          List.of(),
          "second.out");
  private static final Fakes.Planning PLANNER = Fakes.always(PLAN);

  private static Guest<Expert> arrive(Rig rig, Expert expert, String version) {
    Plugins plugins = rig.engine().plugins();
    return new Arrivals(plugins, new Guests(Limits.DEFAULT.within(Duration.ofSeconds(5))))
        .arrive(
            Kind.EXPERTS,
            "b",
            id -> new Code(id, "b", version, "d" + version, Optional.empty(), Map.of()),
            Lease.of(expert));
  }

  private static List<String> versions(Rig rig) {
    return rig.ledger.all.stream()
        .filter(entry -> entry.record().body() instanceof Body.ExpertCalled)
        .map(entry -> entry.record().code().get(0).version())
        .toList();
  }

  @Test
  void newCallsGoToTheNewVersionWhileTheOldOneFinishesItsOwn() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER)) {
      arrive(
          rig,
          Fakes.expert(
              "e",
              "do.one",
              (x, c) -> {
                reached.countDown();
                replaced.await();
                return Fakes.joined("old", x, 1);
              }),
          "1.9.0");
      Run run = rig.start();
      reached.await();
      Guest<Expert> next = arrive(rig, Fakes.joining("e", "do.one"), "1.10.0");
      while (next.stage() != Guest.Stage.READY) {
        Thread.onSpinWait();
      }
      replaced.countDown();
      TaskOutcome outcome = Rig.end(run);

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(Fakes.read(outcome.answer().outputs().get("out").get(0))).isEqualTo("e+old+x");
      assertThat(versions(rig)).containsExactly("1.9.0", "1.10.0");
    }
  }

  @Test
  void aRetiredPluginFinishesItsCallAndGivesWayToALowerVersion() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old =
          arrive(
              rig,
              Fakes.expert(
                  "e",
                  "do.one",
                  (x, c) -> {
                    reached.countDown();
                    replaced.await();
                    return Fakes.joined("old", x, 1);
                  }),
              "2.0.0");
      Run run = rig.start();
      reached.await();
      Guest<Expert> next = arrive(rig, Fakes.joining("e", "do.one"), "1.0.0");
      while (next.stage() != Guest.Stage.READY) {
        Thread.onSpinWait();
      }
      rig.engine().plugins().play(old, Part.RETIRED);
      replaced.countDown();

      assertThat(Rig.end(run).answer()).isInstanceOf(Answer.Answered.class);
      assertThat(versions(rig)).containsExactly("2.0.0", "1.0.0");
    }
  }

  private static List<Outcome> outcomesWhenReplacedByForce(Effect effect) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Rig rig = Rig.of(PLANNER)) {
      Guest<Expert> old =
          arrive(
              rig,
              Fakes.expert(
                  "e",
                  "do.one",
                  effect,
                  Duration.ofSeconds(20),
                  1,
                  (x, c) -> {
                    reached.countDown();
                    never.await();
                    return null;
                  }),
              "1");
      Run run = rig.start();
      reached.await();
      Guest<Expert> next = arrive(rig, Fakes.joining("e", "do.one"), "2");
      while (next.stage() != Guest.Stage.READY) {
        Thread.onSpinWait();
      }
      rig.engine().plugins().remove(old);
      Rig.end(run);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
      return rig.ledger.bodies(Body.ExpertReturned.class).stream()
          .map(Body.ExpertReturned::outcome)
          .toList();
    }
  }

  @Test
  void aPureCallGoesToTheSuccessorWhenItsPluginIsTornAway() throws Exception {
    assertThat(outcomesWhenReplacedByForce(Effect.PURE))
        .containsExactly(Outcome.GONE, Outcome.SOLVED, Outcome.SOLVED);
  }

  @Test
  void aCallWithEffectsDoesNot() throws Exception {
    assertThat(outcomesWhenReplacedByForce(Effect.WRITES_OUTSIDE)).containsExactly(Outcome.GONE);
  }

  @Test
  void veryManyInputsOfOneCallAreFoldedFromThePlan() {
    List<io.consilium.api.planner.Subgoal> subgoals =
        new java.util.ArrayList<>(
            IntStream.range(0, 300)
                .mapToObj(i -> Fakes.subgoal("each[" + i + "]", "do.one", Map.of("a", "task.text")))
                .toList());
    subgoals.add(Fakes.subgoal("all", "do.one", Map.of("a", "each.out")));
    Plan wide = Fakes.plan(subgoals, List.of(Fakes.check("fine", "judge", "each.out")), "all.out");
    try (Rig rig =
        Rig.of(Fakes.always(wide), Fakes.joining("e", "do.one"))
            .verifiedBy(Fakes.accepting("judge"))) {
      rig.budget = new io.consilium.api.task.Budget(2, 400, Duration.ofSeconds(50), 1000, 1);
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(Fold.all(rig.ledger.all).carry()).isEqualTo(outcome.carry());
      assertThat(outcome.carry().checks().get("fine").inputs().get("what")).hasSize(300);
    }
  }

  @Test
  void closingTheEngineClosesItsTasksOnRecord() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Rig rig =
        Rig.of(
            PLANNER,
            Fakes.expert(
                "e",
                "do.one",
                (x, c) -> {
                  reached.countDown();
                  never.await();
                  return null;
                }));
    rig.start();
    reached.await();
    rig.close();

    assertThat(rig.ledger.unfinished()).isEmpty();
    assertThat(rig.ledger.bodies(Body.ExpertReturned.class).get(0).outcome())
        .isEqualTo(Outcome.CANCELLED);
  }
}
