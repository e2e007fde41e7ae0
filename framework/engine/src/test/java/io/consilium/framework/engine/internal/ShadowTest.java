package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Engine.Trial;
import io.consilium.framework.engine.Run;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Versions that are asked beside the primary, and whose answers are never used. */
@Timeout(60)
class ShadowTest {
  /** The first check judges what the shadowed step gave, the second what was made of it, too. */
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.two", Map.of("a", "first.out"))),
          List.of(
              Fakes.check("start", "judge", "first.out"),
              Fakes.check("end", "judge", "second.out"),
              new Check(
                  "both",
                  "judge",
                  Map.of("what", List.of(Ref.parse("first.out"), Ref.parse("second.out"))),
                  Settings.EMPTY,
                  true)),
          "second.out");

  private final AtomicInteger judged = new AtomicInteger();
  private final Rig rig =
      Rig.of(Fakes.always(PLAN), Fakes.joining("two", "do.two"))
          .verifiedBy(Fakes.verifier("judge", (claim, context) -> judge(claim.inputs())));

  /** Rejects what a new version made. */
  private Verdict judge(Map<String, List<Artifact>> inputs) {
    judged.incrementAndGet();
    boolean fresh =
        inputs.get("what").stream().map(Fakes::read).anyMatch(text -> text.startsWith("new"));
    return fresh
        ? new Verdict.Rejected(0, 0.5, List.of(new Finding("off", "Off.")))
        : new Verdict.Accepted(1, 0.5, List.of());
  }

  private Guest<?> primary() {
    return Versioned.expert(rig, Fakes.joining("e", "do.one"), "1.0.0", Part.PRIMARY);
  }

  private Guest<?> shadow(Effect effect, Fakes.Solve solve) {
    return Versioned.expert(
        rig,
        Fakes.expert("e", "do.one", effect, Duration.ofSeconds(20), 1, solve),
        "1.1.0",
        Part.SHADOW);
  }

  private <B extends Body> List<DecisionRecord> records(Class<B> type, int most) {
    Asked.until(() -> rig.ledger.bodies(type).size() >= most);
    synchronized (rig.ledger) {
      return rig.ledger.all.stream()
          .map(Entry::record)
          .filter(record -> type.isInstance(record.body()))
          .toList();
    }
  }

  private List<String> out(DecisionRecord record) {
    return record.payloads().keySet().stream().filter(slot -> slot.startsWith("out.")).toList();
  }

  @Test
  void whatAShadowGivesIsRecordedAndJudgedAndNeverUsed() {
    try (rig) {
      primary();
      shadow(Effect.PURE, (x, c) -> Fakes.joined("new", x, 0.7));
      TaskOutcome outcome = rig.run();

      assertThat(outcome.answer()).isInstanceOf(Answer.Answered.class);
      assertThat(Fakes.out(outcome)).isEqualTo("two+e+x");
      DecisionRecord returned = records(Body.ShadowReturned.class, 1).get(0);
      assertThat(returned.body())
          .isInstanceOfSatisfying(
              Body.ShadowReturned.class,
              body -> {
                assertThat(body.outcome()).isEqualTo(Outcome.SOLVED);
                assertThat(body.confidence()).isEqualTo(0.7);
                assertThat(body.agrees()).isFalse();
                assertThat(body.call()).isEqualTo(1);
              });
      assertThat(returned.code().get(0).version()).isEqualTo("1.1.0");
      assertThat(out(returned)).containsExactly("out.out");

      DecisionRecord checked = records(Body.ShadowChecked.class, 1).get(0);
      assertThat(checked.body())
          .isInstanceOfSatisfying(
              Body.ShadowChecked.class,
              body -> {
                assertThat(body.check()).isEqualTo("start");
                assertThat(body.verdict()).isEqualTo(Body.CheckMade.Kind.REJECTED);
                assertThat(body.codes()).containsExactly("off");
              });
      assertThat(checked.code()).extracting(code -> code.version()).contains("1.1.0");
      // Not the checks of what was made of another's output.
      assertThat(judged).hasValue(4);
      assertThat(Fold.all(rig.ledger.all).carry()).isEqualTo(outcome.carry());
      assertThat(rig.ledger.bodies(Body.ExpertCalled.class)).hasSize(2);
      FoldPropertyTest.holdsTheOrder(rig.ledger.all);
    }
  }

  @Test
  void aCheckThatFallsBackToTheShadowedStepIsMadeOnIt() {
    Plan fallback =
        Fakes.plan(
            List.of(
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("better", "do.unknown", Map.of("a", "first.out"), true)),
            List.of(Fakes.check("best", "judge", "better.out ?? first.out")),
            "first.out");
    try (Rig other =
        Rig.of(Fakes.always(fallback))
            .verifiedBy(Fakes.verifier("judge", (c, x) -> judge(c.inputs())))) {
      Versioned.expert(other, Fakes.joining("e", "do.one"), "1.0.0", Part.PRIMARY);
      Versioned.expert(
          other,
          Fakes.expert("e", "do.one", (x, c) -> Fakes.joined("new", x, 1)),
          "1.1.0",
          Part.SHADOW);
      other.run();

      Asked.until(() -> !other.ledger.bodies(Body.ShadowChecked.class).isEmpty());
      assertThat(other.ledger.bodies(Body.ShadowChecked.class))
          .extracting(Body.ShadowChecked::verdict)
          .containsExactly(Body.CheckMade.Kind.REJECTED);
    }
  }

  @Test
  void itsVerdictsCountForItsOwnCodeAlone() {
    try (rig) {
      primary();
      shadow(Effect.PURE, (x, c) -> Fakes.joined("new", x, 1));
      rig.run();
      records(Body.ShadowChecked.class, 1);

      Asked.until(() -> trial("d1.1.0").isPresent());
      assertThat(trial("d1.1.0")).hasValue(new Trial("b", "1.1.0", "d1.1.0", 0, 1, 0));
      assertThat(trial("d1.0.0")).hasValue(new Trial("b", "1.0.0", "d1.0.0", 2, 0, 0));
      assertThat(rig.engine().host().experience().known().success("e", "d1.0.0", "do.one"))
          .isEqualTo(3.0 / 4);
    }
  }

  private Optional<Trial> trial(String digest) {
    return rig.engine().trials().stream().filter(one -> one.digest().equals(digest)).findFirst();
  }

  @Test
  void theNextHostKnowsHowAVersionFared() {
    try (rig) {
      primary();
      shadow(
          Effect.PURE,
          (x, c) -> {
            throw new IllegalStateException("new and broken");
          });
      rig.run();
      records(Body.ShadowReturned.class, 1);
    }
    try (Rig next = Rig.of(Fakes.always(PLAN))) {
      next.ledger = rig.ledger;
      assertThat(next.engine().trials())
          .contains(new Trial("b", "1.1.0", "d1.1.0", 0, 0, 1))
          .contains(new Trial("b", "1.0.0", "d1.0.0", 2, 0, 0));
    }
  }

  @Test
  void equalOutputsAgree() {
    try (rig) {
      primary();
      shadow(Effect.PURE, (x, c) -> Fakes.joined("e", x, 0.1));
      rig.run();

      assertThat(records(Body.ShadowReturned.class, 1).get(0).body())
          .isInstanceOfSatisfying(
              Body.ShadowReturned.class, body -> assertThat(body.agrees()).isTrue());
    }
  }

  @Test
  void whatActsOnTheWorldIsNeverAskedAsAShadow() {
    AtomicInteger asked = new AtomicInteger();
    try (rig) {
      primary();
      shadow(
          Effect.READS_OUTSIDE,
          (x, c) -> {
            asked.incrementAndGet();
            return Fakes.joined("new", x, 1);
          });
      rig.run();
    }
    assertThat(asked).hasValue(0);
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isEmpty();
  }

  @Test
  void noAnswerWaitsForAShadowAndWhatTheHostsEndCutsOffIsOnRecord() {
    CountDownLatch never = new CountDownLatch(1);
    try (rig) {
      primary();
      shadow(
          Effect.PURE,
          (x, c) -> {
            never.await();
            return null;
          });
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
      assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isEmpty();
    }
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class))
        .extracting(Body.ShadowReturned::outcome)
        .containsExactly(Outcome.CANCELLED);
  }

  @Test
  void aCheckIsCancelledByTheHostsEndAndNothingIsRecordedAfterIt() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Rig other =
        Rig.of(Fakes.always(PLAN), Fakes.joining("two", "do.two"))
            .verifiedBy(
                Fakes.verifier(
                    "judge",
                    (claim, context) -> {
                      boolean fresh =
                          Fakes.read(claim.inputs().get("what").get(0)).startsWith("new");
                      if (fresh) {
                        reached.countDown();
                        while (!context.cancelled()) {
                          Thread.onSpinWait();
                        }
                        cancelled.countDown();
                      }
                      return new Verdict.Accepted(1, 0.5, List.of());
                    }));
    ShadowDesk desk;
    try (other) {
      Versioned.expert(other, Fakes.joining("e", "do.one"), "1.0.0", Part.PRIMARY);
      Versioned.expert(
          other,
          Fakes.expert("e", "do.one", (x, c) -> Fakes.joined("new", x, 1)),
          "1.1.0",
          Part.SHADOW);
      desk = other.engine().host().shadows();
      other.run();
      reached.await();
    }
    cancelled.await();
    assertThat(
            desk.record(
                () -> {
                  throw new AssertionError("It is recorded.");
                }))
        .isFalse();
    assertThat(other.ledger.bodies(Body.ShadowReturned.class)).hasSize(1);
    assertThat(other.ledger.bodies(Body.ShadowChecked.class)).isEmpty();
  }

  @Test
  void shadowsThatCannotKeepUpAreDroppedAndCounted() {
    CountDownLatch never = new CountDownLatch(1);
    try (rig) {
      primary();
      shadow(
          Effect.PURE,
          (x, c) -> {
            never.await();
            return null;
          });
      for (int i = 0; i < ShadowDesk.QUEUE + 3; i++) {
        rig.run();
      }

      assertThat(rig.engine().shadowsDropped()).isEqualTo(Map.of("d1.1.0", 2L));
    }
  }

  @Test
  void aCanarysCallsAreFollowedByNobody() {
    try (rig) {
      primary();
      Versioned.expert(rig, Fakes.joining("e", "do.one"), "1.2.0", Part.canary(1));
      shadow(Effect.PURE, (x, c) -> Fakes.joined("new", x, 1));
      rig.run();
    }
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isEmpty();
  }

  @Test
  void policyHasASayOnWhoIsAskedAsAShadow() {
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
      primary();
      shadow(Effect.PURE, (x, c) -> Fakes.joined("new", x, 1));
      assertThat(rig.run().answer()).isInstanceOf(Answer.Answered.class);
    }
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isEmpty();
  }

  @Test
  void theTaskOfARetiredPrimaryGoesOnWithoutShadows() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch replaced = new CountDownLatch(1);
    try (rig) {
      Guest<?> old =
          Versioned.expert(
              rig,
              Fakes.expert(
                  "e",
                  "do.one",
                  (x, c) -> {
                    reached.countDown();
                    replaced.await();
                    return Fakes.joined("e", x, 1);
                  }),
              "1.0.0",
              Part.PRIMARY);
      Guest<?> next = shadow(Effect.PURE, (x, c) -> Fakes.joined("new", x, 1));
      Run run = rig.start();
      reached.await();
      rig.engine().plugins().play(next, Part.PRIMARY);
      rig.engine().plugins().play(old, Part.RETIRED);
      replaced.countDown();

      assertThat(Rig.end(run).answer()).isNotNull();
    }
    assertThat(rig.ledger.bodies(Body.ShadowReturned.class)).isEmpty();
  }
}
