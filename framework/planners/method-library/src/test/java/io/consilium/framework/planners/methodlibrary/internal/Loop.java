package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A loop's state under construction. */
final class Loop {
  private final String goal;
  private final List<Task.Input> inputs = new ArrayList<>();
  private final Map<SubgoalId, Result> results = new LinkedHashMap<>();
  private final Map<String, Checked> checks = new LinkedHashMap<>();
  private Optional<Plan> plan = Optional.empty();
  private int cycle;

  Loop(String goal) {
    this.goal = goal;
  }

  Loop input(String role) {
    inputs.add(new Task.Input(role, role, artifact(role + inputs.size())));
    return this;
  }

  Loop plan(Plan now) {
    plan = Optional.of(now);
    cycle++;
    return this;
  }

  Loop solved(String id, Facts facts, String... outputs) {
    Map<String, List<Artifact>> given = new LinkedHashMap<>();
    for (String output : outputs) {
      given.put(output, List.of(artifact(id + output)));
    }
    return result(id, Result.Status.SOLVED, given, 0.9, facts, "");
  }

  Loop declined(String id, String code) {
    return result(id, Result.Status.DECLINED, Map.of(), 0, Facts.NONE, code);
  }

  private Loop result(
      String id,
      Result.Status status,
      Map<String, List<Artifact>> outputs,
      double confidence,
      Facts facts,
      String code) {
    SubgoalId key = new SubgoalId(id);
    results.put(
        key, new Result(key, status, Map.of(), outputs, confidence, facts, code, "", "test"));
    return this;
  }

  Loop rejected(String check) {
    return rejected(check, "off");
  }

  Loop rejected(String check, String code) {
    return check(check, new Verdict.Rejected(0.2, 0.9, List.of(new Finding(code, "off by 3"))));
  }

  Loop accepted(String check) {
    return check(check, new Verdict.Accepted(1, 0.9, List.of()));
  }

  private Loop check(String check, Verdict verdict) {
    checks.put(check, new Checked(check, "v", true, Map.of(), verdict));
    return this;
  }

  Carry carry() {
    Task task =
        new Task(
            new TaskId("t-1"),
            "p",
            goal,
            inputs,
            Budget.DEFAULT,
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
        Spend.NOTHING,
        Optional.empty());
  }

  static Artifact artifact(String content) {
    return new JsonArtifacts().of(MediaType.TEXT, content.getBytes(StandardCharsets.UTF_8));
  }
}
