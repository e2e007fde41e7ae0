package io.consilium.framework.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.engine.Replay;
import io.consilium.framework.engine.Replay.Decision;
import io.consilium.framework.engine.Replay.Outcome;
import io.consilium.framework.engine.TaskOutcome;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions taken again from the record, over fakes. */
@Timeout(60)
class ReplayTest {
  private static final Plan PLAN =
      Fakes.plan(
          List.of(
              Fakes.subgoal("first", "do.one", Map.of("a", "task.text")),
              Fakes.subgoal("second", "do.two", Map.of("a", "first.out")),
              Fakes.subgoal("third", "do.much", Map.of("a", "second.out"))),
          List.of(Fakes.check("fine", "judge", "third.out")),
          "third.out");
  private static final Plan BELOW =
      Fakes.plan(
          List.of(Fakes.subgoal("small", "do.one", Map.of("a", "task.a"))), List.of(), "small.out");

  private final AtomicInteger asked = new AtomicInteger();

  private Rig rig() {
    return Rig.of(
            new Fakes.Planning(carry -> carry.path().isEmpty() ? PLAN : BELOW, Set.of("do.much")),
            Fakes.joining("one", "do.one"),
            Fakes.joining("uno", "do.one"),
            Fakes.expert(
                "two",
                "do.two",
                (assignment, context) -> {
                  asked.incrementAndGet();
                  return Fakes.joined("two", assignment, 0.9);
                }))
        .verifiedBy(Fakes.accepting("judge"));
  }

  private static Replay replay(Rig rig, boolean experts) {
    TaskId task = new TaskId(rig.ledger.all.get(0).record().position().task());
    return new DefaultReplays(rig.engine().host(), () -> null).replay(task, experts);
  }

  private static Decision first(Replay replay, String kind) {
    return replay.decisions().stream()
        .filter(decision -> decision.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** Puts another body in place of a recorded one, as a forger would. */
  private static void alter(Rig rig, Class<? extends Body> type, Body altered) {
    for (int i = 0; i < rig.ledger.all.size(); i++) {
      Entry entry = rig.ledger.all.get(i);
      if (type.isInstance(entry.record().body())) {
        rig.ledger.all.set(i, new Entry(with(entry.record(), altered), entry.payloads()));
        return;
      }
    }
  }

  private static DecisionRecord with(DecisionRecord r, Body body) {
    return new DecisionRecord(
        r.schema(),
        r.sequence(),
        r.id(),
        r.time(),
        r.nanos(),
        r.node(),
        r.boot(),
        r.trace(),
        r.span(),
        r.position(),
        r.code(),
        body,
        r.payloads());
  }

  @Test
  void everyDecisionOfATaskWithALoopBelowIsIdentical() {
    try (Rig rig = rig()) {
      rig.run();
      long records = rig.ledger.size();
      Replay replay = replay(rig, true);

      assertThat(replay.decisions())
          .allSatisfy(decision -> assertThat(decision.differences()).isEmpty())
          .extracting(Decision::outcome)
          .containsOnly(Outcome.IDENTICAL);
      assertThat(replay.decisions())
          .extracting(Decision::kind)
          .contains("plan", "routing", "call", "check", "halt", "answer");
      long halts = rig.ledger.bodies(Body.HaltDecided.class).size();
      long routings = rig.ledger.bodies(Body.SubgoalRouted.class).size();
      assertThat(replay.decisions().stream().filter(d -> d.kind().equals("halt")))
          .hasSize((int) halts);
      assertThat(replay.decisions().stream().filter(d -> d.kind().equals("routing")))
          .hasSize((int) routings);
      assertThat(rig.ledger.size()).isEqualTo(records);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void aTaskThatThoughtAgainAndHaltedAtACapIsIdenticalToo() {
    try (Rig rig = rig()) {
      rig.verifiers.clear();
      rig.verifiedBy(
          Fakes.verifier(
              "judge",
              (claim, context) ->
                  new Verdict.Rejected(0.1, 0.5, List.of(new Finding("poor", "Not good.")))));
      rig.run();

      assertThat(replay(rig, false).decisions())
          .allSatisfy(decision -> assertThat(decision.differences()).isEmpty())
          .extracting(Decision::outcome)
          .containsOnly(Outcome.IDENTICAL);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aVerifierThatJudgesOtherwiseIsToldByItsFindingWhoseWordsAreNotShown() {
    AtomicInteger calls = new AtomicInteger();
    try (Rig rig = rig()) {
      rig.verifiers.clear();
      rig.verifiedBy(
          Fakes.verifier(
              "judge",
              (claim, context) ->
                  new Verdict.Accepted(
                      1, 0.5, List.of(new Finding("seen", "Call " + calls.incrementAndGet())))));
      rig.run();
      Decision check = first(replay(rig, false), "check");

      assertThat(check.outcome()).isEqualTo(Outcome.DIFFERENT);
      assertThat(check.differences())
          .singleElement()
          .satisfies(
              difference -> {
                assertThat(difference.field()).isEqualTo("findings[seen].message");
                assertThat(difference.recorded()).isEqualTo("(sealed)");
                assertThat(difference.repeated()).isEqualTo("(sealed)");
              });
    }
  }

  @Test
  void anAlteredRoutingRecordIsToldByItsField() {
    try (Rig rig = rig()) {
      rig.run();
      Body.SubgoalRouted routed = rig.ledger.bodies(Body.SubgoalRouted.class).get(0);
      RoutingDecision d = routed.decision();
      alter(
          rig,
          Body.SubgoalRouted.class,
          new Body.SubgoalRouted(
              routed.subgoal(),
              routed.capability(),
              routed.routing(),
              routed.gate(),
              routed.candidates(),
              routed.stood(),
              new RoutingDecision(
                  d.action(),
                  List.of(new RoutingDecision.Choice("uno", 1)),
                  List.of("one"),
                  d.entropy(),
                  d.margin(),
                  d.temperature(),
                  d.explored(),
                  d.propensity())));
      Decision routing = first(replay(rig, false), "routing");

      assertThat(routing.outcome()).isEqualTo(Outcome.DIFFERENT);
      assertThat(routing.differences())
          .extracting(Replay.Difference::field)
          .contains("decision.chosen[uno].expert", "decision.fallbacks[0]");
    }
  }

  @Test
  void anAlteredCandidateIsToldByThePartOfItsScore() {
    try (Rig rig = rig()) {
      rig.run();
      for (int i = 0; i < rig.ledger.all.size(); i++) {
        Entry entry = rig.ledger.all.get(i);
        if (entry.record().body() instanceof Body.SubgoalRouted) {
          Map<String, io.consilium.api.task.Artifact> payloads = new HashMap<>(entry.payloads());
          String table = Fakes.read(payloads.get(Slots.CANDIDATES));
          payloads.put(
              Slots.CANDIDATES, Slots.text(table.replaceFirst("\"fit\":1", "\"fit\":0.25")));
          rig.ledger.all.set(i, new Entry(entry.record(), payloads));
          break;
        }
      }
      Decision routing = first(replay(rig, false), "routing");

      assertThat(routing.outcome()).isEqualTo(Outcome.DIFFERENT);
      assertThat(routing.differences().get(0).field()).isEqualTo("candidates[one].parts.fit");
      assertThat(routing.differences().get(0).recorded()).isEqualTo("0.25");
      assertThat(routing.differences().get(0).repeated()).isEqualTo("1");
    }
  }

  @Test
  void whatCannotBeRepeatedIsSaidAndNeverCalledIdentical() {
    try (Rig rig = rig()) {
      rig.experts.set(2, Fakes.writing("two", "do.two", asked::incrementAndGet));
      rig.run();
      List<Decision> unrepeatable =
          replay(rig, true).decisions().stream()
              .filter(decision -> decision.outcome() == Outcome.NOT_REPEATABLE)
              .toList();

      assertThat(unrepeatable)
          .singleElement()
          .satisfies(decision -> assertThat(decision.why()).contains("acts on the world outside"));
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void codeThatNobodyKeepsIsNamed() {
    try (Rig rig = rig()) {
      TaskOutcome outcome = rig.run();
      Plugins plugins = rig.engine().plugins();
      plugins.verifier(outcome.carry().task().id(), "judge").ifPresent(plugins::remove);
      Replay replay = replay(rig, false);

      assertThat(first(replay, "check").outcome()).isEqualTo(Outcome.NOT_REPEATABLE);
      assertThat(first(replay, "check").why())
          .contains("Nobody keeps the bytes of")
          .contains("Judging");
      assertThat(replay.code()).anySatisfy(code -> assertThat(code.from()).isEqualTo("missing"));
    }
  }

  @Test
  void erasedPayloadsAreSaid() {
    try (Rig rig = rig()) {
      rig.run();
      for (int i = 1; i < rig.ledger.all.size(); i++) {
        rig.ledger.all.set(i, new Entry(rig.ledger.all.get(i).record(), Map.of()));
      }
      assertThat(first(replay(rig, false), "routing").why()).contains("cannot be opened any more");
      rig.ledger.all.set(0, new Entry(rig.ledger.all.get(0).record(), Map.of()));
      assertThatThrownBy(() -> replay(rig, false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("was erased");
    }
  }

  @Test
  void aTaskThatIsNotThereIsSaid() {
    try (Rig rig = rig()) {
      assertThatThrownBy(
              () ->
                  new DefaultReplays(rig.engine().host(), () -> null)
                      .replay(new TaskId("t-none"), false))
          .hasMessageContaining("No task (t-none) is on record");
    }
  }

  @Test
  void thePipelineOnRecordKeepsTheOrderOfItsSteps() {
    Map<String, Object> steps = new java.util.LinkedHashMap<>();
    List.of("second", "first", "another").forEach(step -> steps.put(step, Map.of()));
    Pipeline pipeline;
    try (Rig rig = rig()) {
      pipeline = rig.pipeline();
    }
    Pipeline ordered =
        new Pipeline(
            pipeline.name(),
            pipeline.digest(),
            pipeline.description(),
            pipeline.goal(),
            pipeline.inputs(),
            pipeline.budget(),
            new Pipeline.Use("fake", new Settings(Map.of("steps", steps))),
            pipeline.gate(),
            pipeline.halting());
    Pipeline read = Json.read(Slots.bytes(PipelineSlot.of(ordered)), Pipeline.class);

    assertThat(read).isEqualTo(ordered);
    assertThat(((Map<?, ?>) read.planner().settings().values().get("steps")).keySet().toString())
        .isEqualTo("[second, first, another]");
  }
}
