package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.host.Facts;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision.Revised;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.Principal;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A loop on a Sudoku of side 4, under construction: what the engine's fold would make of it. */
final class Task4 {
  static final JsonArtifacts ARTIFACTS = new JsonArtifacts();
  static final Grid OPEN =
      new Grid(
          "sudoku",
          List.of(
              List.of(1, 2, 3, 4), List.of(3, 4, 0, 0), List.of(2, 1, 4, 3), List.of(4, 3, 2, 1)));

  private final Artifact input;
  private final Map<SubgoalId, Result> results = new LinkedHashMap<>();
  private final Map<String, Checked> checks = new LinkedHashMap<>();
  private String goal = HrmPlanner.GOAL;
  private Budget budget = new Budget(100, 200, Duration.ofMinutes(1), 1_000, 1);
  private Optional<Plan> plan = Optional.empty();
  private Duration spent = Duration.ZERO;
  private int cycle;

  private Task4(Artifact input) {
    this.input = input;
  }

  static Task4 text() {
    return new Task4(ARTIFACTS.of(MediaType.TEXT, "1234".getBytes(StandardCharsets.UTF_8)));
  }

  static Task4 grid(Grid grid) {
    return new Task4(ARTIFACTS.of(grid));
  }

  Task4 goal(String other) {
    goal = other;
    return this;
  }

  Task4 budget(int cycles, int steps) {
    budget = new Budget(cycles, steps, Duration.ofMinutes(1), 1_000, 1);
    return this;
  }

  Task4 spent(Duration time) {
    spent = time;
    return this;
  }

  Task4 begun(Revised revised) {
    plan = Optional.of(revised.plan());
    cycle++;
    return this;
  }

  Task4 read() {
    return result(
        "read", Result.Status.SOLVED, Map.of("grid", List.of(ARTIFACTS.of(OPEN))), Facts.NONE, "");
  }

  Task4 declined(String id, String code) {
    return result(id, Result.Status.DECLINED, Map.of(), Facts.NONE, code);
  }

  Task4 failed(String id) {
    return result(id, Result.Status.FAILED, Map.of(), Facts.NONE, "threw");
  }

  Task4 skipped(String id) {
    return result(id, Result.Status.SKIPPED, Map.of(), Facts.NONE, "missing-input");
  }

  /** A segment with its proposal. */
  Task4 proposed(String id, double halt, double change) {
    Facts facts = Facts.of("halt", halt).with("proceed", 0.0).with("change", change);
    return result(id, Result.Status.SOLVED, outputs(id), facts, "");
  }

  Task4 solved() {
    return result("solve", Result.Status.SOLVED, outputs("solve"), Facts.NONE, "");
  }

  private static Map<String, List<Artifact>> outputs(String id) {
    GridSolution solution = new GridSolution(GridSolution.Status.PROPOSED, List.of(OPEN), id, 1);
    Artifact state = ARTIFACTS.of(ProposeExpert.STATE, id.getBytes(StandardCharsets.UTF_8));
    return Map.of("solution", List.of(ARTIFACTS.of(solution)), "state", List.of(state));
  }

  private Task4 result(
      String id,
      Result.Status status,
      Map<String, List<Artifact>> outputs,
      Facts facts,
      String code) {
    SubgoalId key = new SubgoalId(id);
    results.put(key, new Result(key, status, Map.of(), outputs, 0.5, facts, code, "", "x"));
    return this;
  }

  Task4 rejected(String id) {
    return judged(id, new Verdict.Rejected(0, 1, List.of(new Finding("twice", "A 1 twice."))));
  }

  Task4 accepted(String id) {
    return judged(id, new Verdict.Accepted(1, 1, List.of()));
  }

  Task4 judged(String id, Verdict verdict) {
    List<Artifact> solution = results.get(new SubgoalId(id)).outputs().get("solution");
    checks.put(
        "holds",
        new Checked("holds", "constraints.grid", true, Map.of("solution", solution), verdict));
    return this;
  }

  Carry carry() {
    Task task =
        new Task(
            new TaskId("t-1"),
            "sudoku",
            goal,
            List.of(new Task.Input("puzzle", "a.txt", input)),
            budget,
            Principal.LOCAL,
            Instant.EPOCH,
            7);
    return new Carry(
        task,
        "",
        0,
        cycle,
        0,
        plan,
        results,
        checks,
        Optional.empty(),
        Map.of(),
        new Spend(cycle, 0, spent),
        Optional.empty());
  }
}
