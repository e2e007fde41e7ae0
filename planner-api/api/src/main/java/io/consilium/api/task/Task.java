package io.consilium.api.task;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One request, as admitted.
 *
 * @param id unique on the host
 * @param pipeline name of the pipeline that handles it
 * @param goal what is wanted: the capability asked of the whole loop, such as {@code
 *     report-forecast}; a child loop's goal is its subgoal's capability
 * @param inputs the artifacts given, in order
 * @param budget what it may use
 * @param principal on whose behalf
 * @param admitted when
 * @param seed source of every random choice made for it
 */
public record Task(
    TaskId id,
    String pipeline,
    String goal,
    List<Input> inputs,
    Budget budget,
    Principal principal,
    Instant admitted,
    long seed) {

  /**
   * One input.
   *
   * @param name the role that the pipeline gives it, such as {@code image}; several may share one
   * @param label how people call it, such as a file's name; a payload, never put into a record
   */
  public record Input(String name, String label, Artifact artifact) {
    public Input {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(artifact, "artifact");
    }
  }

  public Task {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(admitted, "admitted");
    inputs = List.copyOf(inputs);
  }
}
