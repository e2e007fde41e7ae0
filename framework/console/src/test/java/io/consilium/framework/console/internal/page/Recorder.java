package io.consilium.framework.console.internal.page;

import io.consilium.api.expert.Effect;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Position;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what a host would have, with a clock that tests turn. */
final class Recorder {
  private final List<Entry> entries = new ArrayList<>();
  private long nanos = 5_000_000_000L;
  private int calls;
  private int routings;

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  Recorder after(int millis) {
    nanos += millis * 1_000_000L;
    return this;
  }

  void add(
      String path, int cycle, int step, Body body, Map<String, Artifact> payloads, Code... code) {
    int level = path.isEmpty() ? 0 : path.split("/").length;
    nanos += 150_000;
    DecisionRecord record =
        new DecisionRecord(
            DecisionRecord.SCHEMA,
            412 + entries.size(),
            "019aa7c2-0000-7000-8000-" + String.format("%012d", entries.size()),
            "2026-11-21T23:10:04.100Z",
            nanos,
            "node-1",
            "boot-7",
            "0".repeat(32),
            "0".repeat(16),
            new Position("t-0001", path, level, cycle, step),
            List.of(code),
            body,
            Map.of());
    entries.add(new Entry(record, payloads));
  }

  void plan(String path, int cycle, Plan plan, String cause) {
    List<Body.PlanRevised.Planned> planned =
        plan.subgoals().stream()
            .map(
                one ->
                    new Body.PlanRevised.Planned(
                        one.id().value(), one.capability(), one.optional()))
            .toList();
    Artifact payload = new JsonArtifacts().of(MediaType.JSON, Json.canonical(plan));
    add(
        path,
        cycle,
        0,
        new Body.PlanRevised(
            "method-library",
            cycle,
            plan.method(),
            cause,
            true,
            planned,
            List.of(plan.method()),
            Optional.empty()),
        Map.of("plan", payload),
        code("method-library", "io.consilium.framework.planners.methodlibrary"));
  }

  /** Routes to an expert and calls it; it takes so long and ends so. */
  void call(
      String path,
      int step,
      String subgoal,
      String capability,
      String expert,
      int millis,
      Body.ExpertReturned.Outcome outcome,
      String codeWord) {
    route(path, step, subgoal, capability, expert, RoutingDecision.Action.EXECUTE);
    int number = ++calls;
    Code code = code(expert, "io.consilium.expert." + expert.split("\\.")[0]);
    add(
        path,
        1,
        step,
        new Body.ExpertCalled(subgoal, number, routings, 1, expert, Effect.PURE, 30_000, 7),
        Map.of(),
        code);
    after(millis);
    boolean solved = outcome == Body.ExpertReturned.Outcome.SOLVED;
    add(
        path,
        1,
        step,
        new Body.ExpertReturned(
            subgoal,
            number,
            expert,
            outcome,
            codeWord,
            solved ? 0.93 : 0,
            millis * 1_000_000L,
            1,
            List.of()),
        Map.of(),
        code);
    Result.Status status =
        solved
            ? Result.Status.SOLVED
            : outcome == Body.ExpertReturned.Outcome.DECLINED
                ? Result.Status.DECLINED
                : Result.Status.FAILED;
    add(
        path,
        1,
        step,
        new Body.SubgoalSettled(subgoal, status, number, false, solved ? 0.93 : 0, codeWord),
        Map.of());
  }

  void route(
      String path,
      int step,
      String subgoal,
      String capability,
      String expert,
      RoutingDecision.Action action) {
    routings++;
    boolean executes = action == RoutingDecision.Action.EXECUTE;
    List<Body.SubgoalRouted.Scored> candidates =
        executes
            ? List.of(
                new Body.SubgoalRouted.Scored(
                    expert,
                    0.91,
                    Map.of("fit", 1.0, "success", 0.86, "cost", 0.7, "load", 1.0),
                    Optional.empty(),
                    0),
                new Body.SubgoalRouted.Scored(
                    "example.echo", 0, Map.of("fit", 0.0), Optional.of("media-type"), 0))
            : List.of();
    RoutingDecision decision =
        new RoutingDecision(
            action,
            executes ? List.of(new RoutingDecision.Choice(expert, 1)) : List.of(),
            List.of(),
            executes ? 0.08 : 1,
            executes ? 0.91 : 0,
            0.2,
            false,
            1);
    add(
        path,
        1,
        step,
        new Body.SubgoalRouted(
            subgoal, capability, routings, "top-1", candidates, candidates.size(), decision),
        Map.of(),
        code("top-1", "io.consilium.framework.routing"));
  }

  void check(
      String path,
      int cycle,
      String check,
      String verifier,
      Body.CheckMade.Kind kind,
      String... codes) {
    add(
        path,
        cycle,
        0,
        new Body.CheckMade(check, verifier, true, kind, 1, 0.99, List.of(codes), 800_000),
        Map.of(),
        code(verifier, "io.consilium.verifier." + verifier.split("\\.")[0]));
  }

  void halt(String path, int cycle, HaltDecision decision) {
    add(
        path,
        cycle,
        0,
        new Body.HaltDecided(
            "evidence",
            decision.action(),
            decision.reason(),
            decision.conditions(),
            Optional.empty(),
            Spend.NOTHING,
            Budget.DEFAULT,
            4,
            List.of("report")),
        Map.of(),
        code("evidence", "io.consilium.framework.halting"));
  }

  static Code code(String plugin, String bundle) {
    String digest = Digest.of(bundle.getBytes(StandardCharsets.UTF_8)).hex();
    return new Code(plugin, bundle, "0.1.0", digest, Optional.empty(), Map.of());
  }
}
