package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Answer;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.TaskOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever made something does not approve it, and an approval is good for one thing. */
@Timeout(120)
class FourEyesTest {
  private final AtomicInteger writes = new AtomicInteger();

  private static Rig rig() {
    Rig rig = Rig.of(Fakes.always(Fakes.chain()));
    rig.experts.add(Fakes.joining("one", "do.one"));
    rig.experts.add(Fakes.joining("two", "do.two"));
    rig.principal = new Principal("local", "ann");
    rig.rules = asking(PolicyPoint.BEFORE_ANSWER);
    return rig;
  }

  private static FakePolicy asking(PolicyPoint point) {
    return new FakePolicy().at(point, Asked.approval(1, Duration.ofHours(1), false));
  }

  private static void correct(Asked asked, String name) {
    asked
        .approvals()
        .correct(asked.run().id(), 1, "second", "out", Fakes.text("better"), name, "A slip.");
  }

  @Test
  void whoeverHandsATaskInDoesNotCorrectIt() {
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      assertThatThrownBy(() -> correct(asked, "ann"))
          .hasMessageContaining("hands a task in does not correct it (ann)");
      asked.decide(1, "bob", true, "");
      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
    }
  }

  @Test
  void whoeverCorrectsDoesNotApproveNorAfterARestart() {
    MemoryLedger ledger;
    try (Rig rig = rig()) {
      Asked asked = Asked.begun(rig);
      correct(asked, "bob");
      assertThatThrownBy(() -> asked.decide(1, "bob", true, ""))
          .hasMessageContaining("corrected a result does not approve what comes of it (bob)");
      ledger = rig.ledger;
    }
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      asked.decide(1, "cem", true, "");
      asked.waiting(2);
      assertThatThrownBy(() -> asked.decide(2, "bob", true, ""))
          .hasMessageContaining("corrected a result does not approve what comes of it (bob)");
      asked.decide(2, "cem", true, "");
      assertThat(Fakes.out(asked.end())).isEqualTo("better");
    }
  }

  @Test
  void nobodyApprovesWhereTheSubmittersNameCannotBeRead() {
    MemoryLedger ledger;
    try (Rig rig = rig()) {
      Asked.begun(rig);
      ledger = rig.ledger;
    }
    Map<String, Artifact> rest = new HashMap<>(ledger.all.get(0).payloads());
    rest.remove(Slots.NAME);
    ledger.all.set(0, new Entry(ledger.all.get(0).record(), rest));
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      assertThatThrownBy(() -> asked.decide(1, "bob", true, ""))
          .hasMessageContaining("the name of whoever handed it in cannot be read any more");
    }
  }

  @Test
  void whatWasCorrectedAndThenRefusedAfterARestartIsNotGiven() {
    MemoryLedger ledger;
    try (Rig rig = rig()) {
      correct(Asked.begun(rig), "bob");
      ledger = rig.ledger;
    }
    try (Rig after = rig()) {
      Asked asked = Asked.resumed(after, ledger);
      asked.decide(1, "cem", false, "No.");
      assertThat(asked.end().answer())
          .isEqualTo(new Answer.Refused(HaltReason.HUMAN, "A person refused it. No."));
      FoldPropertyTest.holdsTheOrder(ledger.all);
    }
  }

  @Test
  void anApprovalIsGoodForOneEffectThoughItsLoopBeginsAnew() {
    Planner planner =
        new Fakes.Planning(
            carry ->
                carry.level() > 0
                    ? Fakes.plan(
                        List.of(Fakes.subgoal("mail", "do.two", Map.of("a", "task.a"))),
                        List.of(),
                        "mail.out")
                    : Fakes.plan(
                        List.of(send(carry.checks().size())),
                        List.of(Fakes.check("judged", "judge", "send.out")),
                        "send.out"),
            Set.of("do.send"));
    AtomicInteger judged = new AtomicInteger();
    try (Rig rig = Rig.of(planner, Fakes.writing("two", "do.two", writes::incrementAndGet))) {
      rig.verifiedBy(
          Fakes.verifier(
              "judge",
              (claim, context) ->
                  judged.incrementAndGet() == 1
                      ? new Verdict.Rejected(0.1, 0.5, List.of(new Finding("bad", "Bad.")))
                      : new Verdict.Accepted(1, 0.5, List.of())));
      rig.rules = asking(PolicyPoint.BEFORE_EFFECT);
      Asked asked = Asked.begun(rig);
      asked.decide(1, "ann", true, "");
      asked.waiting(2);
      assertThat(writes).hasValue(1);
      asked.decide(2, "ann", true, "");

      TaskOutcome outcome = asked.end();
      assertThat(Fakes.out(outcome)).isEqualTo("two+x");
      assertThat(outcome.carry()).isEqualTo(Fold.all(rig.ledger.all).carry());
      assertThat(writes).hasValue(2);
      assertThat(rig.ledger.bodies(Body.ApprovalAsked.class)).hasSize(2);
    }
  }

  @Test
  void anEffectIsAskedAboutAgainWhenACorrectionIsTakenBack() {
    Plan plan =
        Fakes.plan(
            List.of(
                Fakes.subgoal("open", "do.three", Map.of("a", "task.text")),
                Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
                Fakes.subgoal("second", "do.two", Map.of("a", "first.out"))),
            List.of(),
            "second.out");
    try (Rig rig = Rig.of(Fakes.always(plan), Fakes.joining("one", "do.one"))) {
      rig.experts.add(Fakes.writing("two", "do.two", writes::incrementAndGet));
      rig.experts.add(Fakes.writing("three", "do.three", () -> {}));
      rig.rules = asking(PolicyPoint.BEFORE_EFFECT);
      Asked asked = Asked.begun(rig);
      asked.waiting(2);
      asked.decide(2, "bob", true, "");
      Asked.untilReturned(rig.ledger, "two", 1);
      asked.correct(1, "first", "else");
      asked.waiting(3);
      asked.decide(3, "bob", true, "");
      Asked.untilReturned(rig.ledger, "two", 2);
      asked.correct(1, "first", "one+x");
      asked.waiting(4);
      assertThat(writes).hasValue(2);
      asked.decide(4, "bob", true, "");
      asked.decide(1, "bob", true, "");
      assertThat(Fakes.out(asked.end())).isEqualTo("two+one+x");
    }
  }

  /** Another subgoal once it was judged. */
  private static Subgoal send(int judged) {
    return new Subgoal(
        new SubgoalId("send"),
        "do.send",
        "Send",
        Map.of("a", List.of(Ref.parse("task.text"))),
        new Settings(Map.of("judged", judged)),
        Set.of(),
        false);
  }
}
