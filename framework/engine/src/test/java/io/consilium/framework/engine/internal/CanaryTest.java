package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.task.Answer;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Engine.Trial;
import io.consilium.framework.engine.Replay;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two versions side by side, of which one gets a share of the tasks. */
@Timeout(60)
class CanaryTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.one", Map.of("a", "first.out"))),
          List.of(Fakes.check("fine", "judge", "second.out")),
          "second.out");
  private static final double SHARE = 0.3;

  private final Rig rig = Rig.of(Fakes.always(PLAN)).verifiedBy(Fakes.accepting("judge"));

  private Guest<?> arrive(String version, Part part) {
    return Versioned.expert(rig, Fakes.joining("e", "do.one"), version, part);
  }

  /** The versions that were called in a task. */
  private List<String> versions(String task) {
    return rig.ledger.all.stream()
        .map(Entry::record)
        .filter(record -> record.position().task().equals(task))
        .filter(record -> record.body() instanceof Body.ExpertCalled)
        .map(record -> record.code().get(0).version())
        .toList();
  }

  private List<String> tasks() {
    return rig.ledger.all.stream()
        .map(Entry::record)
        .filter(record -> record.body() instanceof Body.TaskAdmitted)
        .map(record -> record.position().task())
        .toList();
  }

  @Test
  void theDrawIsEvenAndAnybodyCanRepeatIt() {
    long drawn =
        IntStream.range(0, 20_000)
            .filter(i -> Lineup.point(new TaskId("t-" + i), "e") < SHARE)
            .count();

    assertThat(drawn / 20_000.0).isCloseTo(SHARE, within(0.01));
    // The first 53 bits of SHA-256("t-1/e"), as any tool gives it.
    assertThat(Lineup.point(new TaskId("t-1"), "e"))
        .isEqualTo((0x2d8d82ac845beb28L >>> 11) * 0x1.0p-53);
  }

  @Test
  void aTaskStaysWithTheVersionThatWasDrawnForIt() {
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      arrive("1.1.0", Part.canary(SHARE));
      for (int i = 0; i < 40; i++) {
        rig.run();
      }

      for (String task : tasks()) {
        String drawn = Lineup.point(new TaskId(task), "e") < SHARE ? "1.1.0" : "1.0.0";
        assertThat(versions(task)).containsExactly(drawn, drawn);
      }
      assertThat(tasks()).anyMatch(task -> versions(task).contains("1.1.0"));
      List<Trial> trials = rig.engine().trials();
      assertThat(trials).extracting(Trial::digest).containsExactly("d1.0.0", "d1.1.0");
      assertThat(trials.stream().mapToLong(Trial::accepted).sum()).isEqualTo(40);
    }
  }

  @Test
  void theRecordSaysThatACanaryWasDrawnAndItsReplayIsTheSame() {
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      arrive("1.1.0", Part.canary(1));
      Replay replay =
          new DefaultReplays(rig.engine().host(), () -> null)
              .replay(rig.run().carry().task().id(), true);

      assertThat(rig.ledger.bodies(Body.SubgoalRouted.class))
          .allMatch(routed -> routed.candidates().get(0).parts().get(Part.CANARY) == 1);
      assertThat(replay.decisions())
          .allMatch(decision -> decision.outcome() == Replay.Outcome.IDENTICAL);
      assertThat(replay.code()).anyMatch(loaded -> loaded.code().version().equals("1.1.0"));
      assertThat(replay.code()).noneMatch(loaded -> loaded.code().version().equals("1.0.0"));
    }
  }

  @Test
  void aCanaryThatCannotServeLeavesItsTasksToThePrimary() {
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      Guest<?> canary = arrive("1.1.0", Part.canary(1));
      canary.move(Guest.Stage.BROKEN, "Broken.");
      rig.run();

      assertThat(versions(tasks().get(0))).containsOnly("1.0.0");
    }
  }

  /** Offers more than one capability. */
  private static Expert able(String id, String... capabilities) {
    return new Fakes.Solver(
        new ExpertDescriptor(
            id,
            "A fake.",
            Stream.of(capabilities).map(Fakes::capability).toList(),
            Effect.PURE,
            Determinism.DETERMINISTIC,
            1,
            Duration.ofSeconds(20),
            8),
        (assignment, context) -> Fakes.joined(id, assignment, 0.9));
  }

  private String candidates(int routing) {
    return rig.ledger.all.stream()
        .filter(entry -> entry.record().body() instanceof Body.SubgoalRouted)
        .map(entry -> Fakes.read(entry.payloads().get(Slots.CANDIDATES)))
        .toList()
        .get(routing);
  }

  @Test
  void whatACanaryCannotDoIsThePrimarysAndTheRecordSaysWhy() {
    rig.planner = Fakes.always(Fakes.chain(Fakes.check("fine", "judge", "second.out")));
    try (rig) {
      Versioned.expert(rig, able("e", "do.one", "do.two"), "1.0.0", Part.PRIMARY);
      Versioned.expert(rig, able("e", "do.one"), "1.1.0", Part.canary(1));
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(versions(tasks().get(0))).containsExactly("1.1.0", "1.0.0");
      assertThat(candidates(0)).doesNotContain("in place");
      assertThat(candidates(1))
          .contains("in place of the canary 1.1.0 (capability: does not declare it)")
          .contains("\"bundle\":\"b/1.0.0/");
      assertThat(
              new DefaultReplays(rig.engine().host(), () -> null)
                  .replay(outcome.carry().task().id(), false)
                  .decisions())
          .allMatch(decision -> decision.outcome() == Replay.Outcome.IDENTICAL);
    }
  }

  @Test
  void whatNeitherCanDoIsNobodysAndTheCanarysRecord() {
    rig.planner = Fakes.always(Fakes.single("do.other"));
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      arrive("1.1.0", Part.canary(1));

      assertThat(rig.run().answer().reason()).isEqualTo(HaltReason.NO_EXPERT);
      assertThat(candidates(0)).contains("b/1.1.0/").doesNotContain("in place");
    }
  }

  @Test
  void aRuleThatKeepsACanaryOutKeepsItsTasksFromNobody() {
    rig.rules =
        new FakePolicy()
            .at(
                PolicyPoint.ROUTING,
                PolicyQuestion.class,
                question ->
                    question.toString().contains("1.1.0")
                        ? List.of(FakePolicy.deny("No."))
                        : List.of());
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      arrive("1.1.0", Part.canary(1));

      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
      assertThat(versions(tasks().get(0))).containsOnly("1.0.0");
      assertThat(candidates(0)).contains("in place of the canary 1.1.0 (policy: No.)");
      // Two subgoals; of each, both versions were asked about once.
      assertThat(rig.ledger.bodies(Body.PolicyEvaluated.class))
          .filteredOn(ruled -> ruled.point() == PolicyPoint.ROUTING)
          .hasSize(4);
    }
  }

  @Test
  void aPureCallOfACanaryThatIsTakenOutIsMadeAgainOnThePrimary() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      Fakes.Solve stuck =
          (x, c) -> {
            reached.countDown();
            never.await();
            return null;
          };
      Guest<?> canary =
          Versioned.expert(rig, Fakes.expert("e", "do.one", stuck), "1.1.0", Part.canary(1));
      Run run = rig.start();
      reached.await();
      rig.engine().plugins().remove(canary);

      assertThat(Rig.end(run).answer()).isInstanceOf(Answer.Answered.class);
      assertThat(versions(run.id().value())).containsExactly("1.1.0", "1.0.0", "1.0.0");
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aCanaryAloneGetsNoMoreThanItsShare() {
    try (rig) {
      arrive("1.1.0", Part.canary(0));
      rig.run();

      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).isEmpty();
    }
  }

  @Test
  void aRoleCanChangeAtRunTime() {
    try (rig) {
      Guest<?> old = arrive("1.0.0", Part.PRIMARY);
      Guest<?> next = arrive("1.1.0", Part.SHADOW);
      rig.run();
      rig.engine().plugins().play(next, Part.PRIMARY);
      rig.engine().plugins().play(old, Part.RETIRED);
      rig.run();

      assertThat(versions(tasks().get(0))).containsOnly("1.0.0");
      assertThat(versions(tasks().get(1))).containsOnly("1.1.0");
    }
  }

  @Test
  void severalCanariesHaveSpansOfTheirOwn() {
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      arrive("1.2.0", Part.canary(0.5));
      arrive("1.1.0", Part.canary(0.25));
      for (int i = 0; i < 500; i++) {
        TaskId task = new TaskId("t-" + i);
        double point = Lineup.point(task, "e");
        String drawn = point < 0.25 ? "1.1.0" : point < 0.75 ? "1.2.0" : "1.0.0";
        assertThat(rig.engine().plugins().expert(task, "e").orElseThrow().code().version())
            .isEqualTo(drawn);
      }
    }
  }

  @Test
  void aVerifierIsTriedAsWell() {
    try (rig) {
      arrive("1.0.0", Part.PRIMARY);
      Versioned.verifier(rig, Fakes.accepting("judge"), "9.0.0", Part.canary(1));
      rig.run();

      assertThat(rig.ledger.all)
          .filteredOn(entry -> entry.record().body() instanceof Body.CheckMade)
          .allMatch(entry -> entry.record().code().get(0).version().equals("9.0.0"));
    }
  }
}
