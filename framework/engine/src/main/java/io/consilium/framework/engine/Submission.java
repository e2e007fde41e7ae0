package io.consilium.framework.engine;

import io.consilium.api.task.Principal;
import io.consilium.api.task.Task;
import io.consilium.framework.pipeline.Pipeline;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a caller hands in.
 *
 * @param pipeline how to work
 * @param inputs with the roles that the pipeline declares
 * @param principal on whose behalf, by the name that people know; whoever hands a task in does not
 *     approve it
 * @param seed source of chance; drawn if empty
 * @param observer told of every record and of plugins' progress messages, in order and one at a
 *     time, on threads that work for the task; must not block
 */
public record Submission(
    Pipeline pipeline,
    List<Task.Input> inputs,
    Principal principal,
    OptionalLong seed,
    Consumer<Progress> observer) {
  public Submission {
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(seed, "seed");
    Objects.requireNonNull(observer, "observer");
    inputs = List.copyOf(inputs);
  }
}
