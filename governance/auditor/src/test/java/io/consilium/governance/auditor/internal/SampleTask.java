package io.consilium.governance.auditor.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.Condition;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Digest;
import io.consilium.api.task.HaltReason;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.api.task.Principal;
import io.consilium.api.verifier.Finding;
import io.consilium.json.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small task as an engine would record it: a loop below, a fallback, a check, two cycles. */
final class SampleTask {
  private final String task;

  SampleTask(String task) {
    this.task = task;
  }

  List<Draft> drafts() {
    return List.of(
        draft(
            at("", 0, 0, 0), admitted(), Map.of("input.0", text("PNG"), "label.0", text("q3.png"))),
        draft(at("", 0, 1, 0), plan(1, "initial"), Map.of("plan", text("{}"))),
        draft(at("", 0, 1, 1), decompose(), Map.of("candidates", json(List.of()))),
        draft(at("read", 1, 1, 0), childPlan(), Map.of("plan", text("{}"))),
        draft(at("read", 1, 1, 1), routed(), Map.of("candidates", json(candidates()))),
        draft(at("read", 1, 1, 1), call(1, 1, "vision.fast"), Map.of("in.image.0", text("PNG"))),
        draft(
            at("read", 1, 1, 1),
            returned(1, "vision.fast", Body.ExpertReturned.Outcome.DECLINED, "unsuited", 0),
            Map.of("message", text("Too small.\u001b[31m Try the other."))),
        draft(at("read", 1, 1, 1), call(2, 2, "vision.ocr"), Map.of("in.image.0", text("PNG"))),
        draft(
            at("read", 1, 1, 1),
            returned(2, "vision.ocr", Body.ExpertReturned.Outcome.SOLVED, "", 0.93),
            Map.of("out.page", text("page"))),
        draft(at("read", 1, 1, 1), settled("text", 2, false, 0.93), Map.of()),
        draft(
            at("read", 1, 1, 0), halt(HaltDecision.Action.ANSWER, HaltReason.CONFIDENT), Map.of()),
        draft(at("", 0, 1, 1), settled("read", 0, true, 0.93), Map.of()),
        draft(at("", 0, 1, 0), check(Body.CheckMade.Kind.REJECTED, 0.2), findings()),
        draft(at("", 0, 1, 0), halt(HaltDecision.Action.CONTINUE, null), Map.of()),
        draft(at("", 0, 2, 0), plan(2, "check-rejected"), Map.of("plan", text("{}"))),
        draft(at("", 0, 2, 0), check(Body.CheckMade.Kind.ACCEPTED, 0.9), Map.of()),
        draft(at("", 0, 2, 0), halt(HaltDecision.Action.ANSWER, HaltReason.VERIFIED), Map.of()),
        draft(at("", 0, 2, 0), answer(), Map.of("out.page.0", text("page"))));
  }

  /** A task with very many inputs, whose labels share a slot. */
  static Draft admittedWithLabels(String task, int inputs) {
    Body body =
        new Body.TaskAdmitted(
            "document-digest",
            "cd".repeat(32),
            "report.digest",
            java.util.Collections.nCopies(inputs, "document"),
            Budget.DEFAULT,
            Principal.LOCAL,
            1_000,
            42);
    List<String> labels =
        java.util.stream.IntStream.range(0, inputs).mapToObj(i -> "page-" + i + ".txt").toList();
    return draft(new Position(task, "", 0, 0, 0), body, Map.of("labels", json(labels)));
  }

  private Position at(String path, int level, int hCycle, int lStep) {
    return new Position(task, path, level, hCycle, lStep);
  }

  private static Draft draft(Position at, Body body, Map<String, Artifact> payloads) {
    boolean host = body instanceof Body.SubgoalRouted;
    Code code = new Code("top-1", "routing", "1.0.0", "ab".repeat(32), Optional.empty(), Map.of());
    return new Draft(at, body, host ? List.of(code) : List.of(), payloads);
  }

  private static Body admitted() {
    return new Body.TaskAdmitted(
        "report-forecast",
        "cd".repeat(32),
        "report.forecast",
        List.of("image"),
        Budget.DEFAULT,
        Principal.LOCAL,
        1_000,
        42);
  }

  private static Body plan(int revision, String cause) {
    return new Body.PlanRevised(
        "method-library",
        revision,
        "analyse-report",
        cause,
        revision == 1,
        List.of(new Body.PlanRevised.Planned("read", "page.read", false)),
        List.of("analyse-report", "text-only"),
        Optional.of(new HaltEstimate(0.2, 0.8)));
  }

  private static Body childPlan() {
    return new Body.PlanRevised(
        "method-library",
        1,
        "read-page",
        "initial",
        true,
        List.of(new Body.PlanRevised.Planned("text", "vision.text", true)),
        List.of("read-page"),
        Optional.empty());
  }

  private static Body decompose() {
    RoutingDecision decision =
        new RoutingDecision(
            RoutingDecision.Action.DECOMPOSE, List.of(), List.of(), 1, 0, 0.2, false, 1);
    return new Body.SubgoalRouted("read", "page.read", 1, "top-1", List.of(), 0, decision);
  }

  private static List<Candidate> candidates() {
    return List.of(
        new Candidate(
            "vision.fast",
            "fast/1/00",
            Map.of("fit", 1.0, "cost", 0.9),
            0.95,
            Optional.empty(),
            "",
            0,
            1,
            Effect.PURE),
        new Candidate(
            "vision.ocr",
            "ocr/1/00",
            Map.of("fit", 1.0, "cost", 0.5),
            0.75,
            Optional.empty(),
            "",
            0.5,
            3,
            Effect.PURE),
        new Candidate(
            "vision.text-only",
            "text/1/00",
            Map.of(),
            0,
            Optional.of("media-type"),
            "needs text/plain, got image/png",
            0,
            1,
            Effect.PURE));
  }

  private static Body routed() {
    RoutingDecision decision =
        new RoutingDecision(
            RoutingDecision.Action.EXECUTE,
            List.of(new RoutingDecision.Choice("vision.fast", 1)),
            List.of("vision.ocr"),
            0.31,
            0.2,
            0.2,
            false,
            1);
    List<Body.SubgoalRouted.Scored> scored =
        candidates().stream()
            .map(
                c ->
                    new Body.SubgoalRouted.Scored(
                        c.expert(), c.score(), c.parts(), c.veto(), c.load()))
            .toList();
    return new Body.SubgoalRouted("text", "vision.text", 2, "top-1", scored, 3, decision);
  }

  private static Body call(int call, int attempt, String expert) {
    return new Body.ExpertCalled("text", call, 2, attempt, expert, Effect.PURE, 30_000, 7);
  }

  private static Body returned(
      int call,
      String expert,
      Body.ExpertReturned.Outcome outcome,
      String code,
      double confidence) {
    List<String> outputs =
        outcome == Body.ExpertReturned.Outcome.SOLVED ? List.of("page") : List.of();
    return new Body.ExpertReturned(
        "text", call, expert, outcome, code, confidence, 12_000_000, 1, outputs);
  }

  private static Body settled(String subgoal, int call, boolean child, double confidence) {
    return new Body.SubgoalSettled(subgoal, Result.Status.SOLVED, call, child, confidence, "");
  }

  private static Body check(Body.CheckMade.Kind verdict, double score) {
    List<String> codes = verdict == Body.CheckMade.Kind.REJECTED ? List.of("total-off") : List.of();
    return new Body.CheckMade(
        "adds-up", "figures.add-up", true, verdict, score, 0.5, codes, 3_000_000);
  }

  private static Map<String, Artifact> findings() {
    return Map.of(
        "findings", json(List.of(new Finding("total-off", "Total 12 but the parts give 11."))));
  }

  private static Body halt(HaltDecision.Action action, HaltReason reason) {
    return new Body.HaltDecided(
        "evidence",
        action,
        Optional.ofNullable(reason),
        List.of(
            new Condition(HaltReason.VERIFIED, reason == HaltReason.VERIFIED, 1, 1),
            new Condition(HaltReason.CONFIDENT, reason == HaltReason.CONFIDENT, 0.93, 0.8),
            new Condition(HaltReason.STEP_CAP, false, 1, 6)),
        Optional.of(new HaltEstimate(0.9, 0.1)),
        new Spend(2, 2, Duration.ofMillis(1_250)),
        Budget.DEFAULT,
        1,
        List.of("page"));
  }

  private static Body answer() {
    return new Body.AnswerReleased(
        Body.AnswerReleased.Kind.ANSWERED, HaltReason.VERIFIED, Map.of("page", 1));
  }

  static Artifact text(String text) {
    return bytes(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Artifact json(Object value) {
    return bytes(MediaType.JSON, Json.canonical(value));
  }

  private static Artifact bytes(MediaType type, byte[] bytes) {
    return new Artifact(
        type, bytes.length, Digest.of(bytes), () -> new ByteArrayInputStream(bytes));
  }
}
