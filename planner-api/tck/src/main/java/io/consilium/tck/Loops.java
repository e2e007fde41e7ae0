package io.consilium.tck;

import io.consilium.api.host.Facts;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Spend;
import io.consilium.api.planner.Subgoal;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small loops at the end of their first H-cycle: one step, one required check. */
final class Loops {
  /** A state under a name that shows in messages. */
  record Made(String name, Carry carry) {}

  private static final SubgoalId STEP = new SubgoalId("work");
  private static final Artifact IN = artifact("in");
  private static final Artifact OUT = artifact("out");
  private static final Map<String, List<Ref>> OUTPUT =
      Map.of("out", List.of(Ref.parse("work.out")));

  private Loops() {}

  /** Nothing was solved. */
  static Made empty() {
    return made("empty", Map.of(), Map.of());
  }

  /** Solved, and not checked yet. */
  static Made open() {
    return made("open", solved(), Map.of());
  }

  /** Solved, and accepted. */
  static Made verified() {
    return made("verified", solved(), checked(new Verdict.Accepted(1, 0.9, List.of())));
  }

  /** Solved, and rejected. */
  static Made rejected() {
    Verdict verdict = new Verdict.Rejected(0.1, 0.9, List.of(new Finding("off", "It is off.")));
    return made("rejected", solved(), checked(verdict));
  }

  private static Made made(
      String name, Map<SubgoalId, Result> results, Map<String, Checked> checks) {
    Task task =
        new Task(
            new TaskId("t-tck"),
            "tck",
            "tck.goal",
            List.of(new Task.Input("in", "in", IN)),
            Budget.DEFAULT,
            Principal.LOCAL,
            Instant.EPOCH,
            7);
    Spend spend = new Spend(1, 1, Duration.ofSeconds(1));
    return new Made(
        name,
        new Carry(
            task,
            "",
            0,
            1,
            1,
            Optional.of(plan()),
            results,
            checks,
            Optional.empty(),
            Map.of(),
            spend,
            Optional.empty()));
  }

  private static Plan plan() {
    Subgoal work =
        new Subgoal(
            STEP,
            "tck.work",
            "Work",
            Map.of("in", List.of(Ref.parse("task.in"))),
            Settings.EMPTY,
            Set.of(),
            false);
    Check check = new Check("right", "tck.right", OUTPUT, Settings.EMPTY, true);
    return new Plan("only", List.of(work), List.of(check), OUTPUT);
  }

  private static Map<SubgoalId, Result> solved() {
    return Map.of(
        STEP,
        new Result(
            STEP,
            Result.Status.SOLVED,
            Map.of("in", List.of(IN)),
            Map.of("out", List.of(OUT)),
            0.95,
            Facts.NONE,
            "",
            "",
            "tck.expert"));
  }

  private static Map<String, Checked> checked(Verdict verdict) {
    Map<String, List<Artifact>> inputs = Map.of("out", List.of(OUT));
    return Map.of("right", new Checked("right", "tck.right", true, inputs, verdict));
  }

  private static Artifact artifact(String content) {
    return new JsonArtifacts()
        .of(MediaType.TEXT, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
