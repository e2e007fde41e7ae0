package io.consilium.governance.telemetry.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Digest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small task as an engine would record it: a loop below, two calls, a check. */
final class SampleTask {
  /** Spans that one task makes: itself, a loop, two plans, two calls. */
  static final int SPANS = 6;

  /** What stands in payloads alone. */
  static final String SECRET = "Mrs Ruth Example, IBAN DE02 1203 0000 0000 2020 51";

  private static final Map<String, Artifact> NONE = Map.of();
  private static final Map<String, Artifact> MESSAGE = Map.of("message", text(SECRET));
  private static final Code EXPERT =
      new Code(
          "vision.ocr",
          "io.example.vision",
          "1.2.0",
          "ab".repeat(32),
          Optional.empty(),
          Map.of("ocr", "cd".repeat(32)));

  private final String task;

  SampleTask(String task) {
    this.task = task;
  }

  /** All records but the answer. */
  List<Draft> begun() {
    return List.of(
        draft("", 0, 0, admitted(), Map.of("input.0", text(SECRET))),
        draft("", 1, 0, plan("analyse"), MESSAGE),
        draft("", 1, 1, routed("read", "page.read", List.of()), NONE),
        draft("read", 1, 0, plan("read-page"), NONE),
        draft("read", 1, 1, routed("text", "vision.text", List.of("vision.ocr")), NONE),
        draft("read", 1, 1, call(1, "vision.fast", Effect.PURE), NONE),
        draft("read", 1, 1, returned(1, Body.ExpertReturned.Outcome.TIMED_OUT, "slow"), MESSAGE),
        draft("read", 1, 1, call(2, "vision.ocr", Effect.READS_OUTSIDE), NONE),
        draft("read", 1, 1, returned(2, Body.ExpertReturned.Outcome.SOLVED, ""), NONE),
        draft("read", 1, 1, settled("text", 2, false), NONE),
        draft("read", 1, 0, halt(HaltReason.CONFIDENT), NONE),
        draft("", 1, 1, settled("read", 0, true), NONE),
        draft("", 1, 0, check(), Map.of("findings", text(SECRET))),
        draft("", 1, 0, halt(HaltReason.VERIFIED), NONE));
  }

  Draft answer(Body.AnswerReleased.Kind kind, HaltReason reason) {
    return draft("", 1, 0, new Body.AnswerReleased(kind, reason, Map.of("page", 1)), MESSAGE);
  }

  Draft answer() {
    return answer(Body.AnswerReleased.Kind.ANSWERED, HaltReason.VERIFIED);
  }

  /** A record of the host's own. */
  static Draft host() {
    Body body = new Body.ConfigurationChanged("consilium", "ef".repeat(32));
    return new Draft(Position.HOST, body, List.of(), Map.of());
  }

  private Draft draft(String path, int cycle, int step, Body body, Map<String, Artifact> payloads) {
    Position at = new Position(task, path, path.isEmpty() ? 0 : 1, cycle, step);
    List<Code> code = body instanceof Body.ExpertCalled ? List.of(EXPERT) : List.of();
    return new Draft(at, body, code, payloads);
  }

  private static Artifact text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Artifact(
        MediaType.TEXT, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
  }

  private static Body admitted() {
    return new Body.TaskAdmitted(
        "report-forecast",
        "cd".repeat(32),
        "report.forecast",
        List.of("image"),
        Budget.DEFAULT,
        new Principal("acme", "clerk-7", Optional.of("customer-12")),
        1_000,
        42);
  }

  private static Body plan(String method) {
    return new Body.PlanRevised(
        "method-library",
        1,
        method,
        "initial",
        true,
        List.of(new Body.PlanRevised.Planned("read", "page.read", false)),
        List.of(),
        Optional.of(new HaltEstimate(0.2, 0.8)));
  }

  private static Body routed(String subgoal, String capability, List<String> chosen) {
    RoutingDecision decision =
        new RoutingDecision(
            chosen.isEmpty() ? RoutingDecision.Action.DECOMPOSE : RoutingDecision.Action.EXECUTE,
            chosen.stream().map(expert -> new RoutingDecision.Choice(expert, 1)).toList(),
            List.of(),
            0.5,
            0.25,
            0.2,
            false,
            1);
    return new Body.SubgoalRouted(
        subgoal, capability, 1, "greedy", List.of(), chosen.size(), decision);
  }

  private static Body call(int call, String expert, Effect effect) {
    return new Body.ExpertCalled("text", call, 2, call, expert, effect, 30_000, 7);
  }

  private static Body returned(int call, Body.ExpertReturned.Outcome outcome, String code) {
    return new Body.ExpertReturned(
        "text", call, "vision", outcome, code, 0.75, 12_000_000, 2.5, List.of());
  }

  private static Body settled(String subgoal, int call, boolean child) {
    return new Body.SubgoalSettled(subgoal, Result.Status.SOLVED, call, child, 0.75, "");
  }

  private static Body check() {
    return new Body.CheckMade(
        "adds-up",
        "figures.add-up",
        true,
        Body.CheckMade.Kind.ACCEPTED,
        0.9,
        0.5,
        List.of("rounded"),
        3_000_000);
  }

  private static Body halt(HaltReason reason) {
    return new Body.HaltDecided(
        "evidence",
        HaltDecision.Action.ANSWER,
        Optional.of(reason),
        List.of(new Condition(reason, true, 1, 1), new Condition(HaltReason.BUDGET, false, 1, 6)),
        Optional.of(new HaltEstimate(0.9, 0.1)),
        new Spend(2, 2, Duration.ofMillis(1_250)),
        Budget.DEFAULT,
        1,
        List.of("page"));
  }
}
