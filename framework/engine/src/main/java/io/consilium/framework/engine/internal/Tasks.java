package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import io.consilium.api.task.Task;
import io.consilium.api.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The task of a loop, from what is on record. Pure. */
final class Tasks {
  private Tasks() {}

  static Task admitted(Position at, Body.TaskAdmitted body, Map<String, Artifact> payloads) {
    List<Task.Input> inputs = new ArrayList<>();
    List<String> labels = Slots.labels(payloads, body.roles().size());
    for (int i = 0; i < body.roles().size(); i++) {
      Artifact artifact = payloads.get("input." + i);
      if (artifact != null) {
        inputs.add(new Task.Input(body.roles().get(i), labels.get(i), artifact));
      }
    }
    return new Task(
        new TaskId(at.task()),
        body.pipeline(),
        body.goal(),
        inputs,
        body.budget(),
        body.principal(),
        Instant.ofEpochMilli(body.admittedMillis()),
        body.seed());
  }

  /** A loop one level down that works on a subgoal: its inputs have the subgoal's input names. */
  static Carry child(Carry parent, SubgoalId id, String path) {
    Subgoal subgoal =
        planned(parent, id)
            .orElseThrow(() -> new IllegalStateException("No subgoal " + path + " is planned."));
    Task task = parent.task();
    List<Task.Input> inputs = new ArrayList<>();
    parent
        .resolve(subgoal.inputs())
        .forEach(
            (name, artifacts) ->
                artifacts.forEach(artifact -> inputs.add(input(task, name, artifact))));
    return Carry.initial(
        new Task(
            task.id(),
            task.pipeline(),
            subgoal.capability(),
            inputs,
            Budgets.slice(parent),
            task.principal(),
            task.admitted(),
            task.seed()),
        path,
        parent.level() + 1);
  }

  /** Keeps the label of an artifact that was handed in, so that people know it further down. */
  private static Task.Input input(Task task, String name, Artifact artifact) {
    String label =
        task.inputs().stream()
            .filter(input -> input.artifact().equals(artifact))
            .map(Task.Input::label)
            .findFirst()
            .orElse(name);
    return new Task.Input(name, label, artifact);
  }

  static Optional<Subgoal> planned(Carry carry, SubgoalId id) {
    return carry == null || carry.plan().isEmpty()
        ? Optional.empty()
        : carry.plan().get().subgoals().stream().filter(s -> s.id().equals(id)).findFirst();
  }
}
