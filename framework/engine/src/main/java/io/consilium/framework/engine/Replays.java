package io.consilium.framework.engine;

import io.consilium.api.task.TaskId;

/**
 * Takes a task's recorded decisions again, on the recorded inputs and states and with the recorded
 * code, and compares. Writes nothing into the task's history. Thread-safe; published beside {@link
 * Engine}.
 */
public interface Replays {

  /**
   * Repeats planning, routing, checks, halting and the answer; blocks until all is compared.
   *
   * @param experts whether to ask again the experts that are pure and declare themselves
   *     deterministic; others are never asked again
   * @throws IllegalArgumentException if no such task is on record; the message is for a person
   */
  Replay replay(TaskId task, boolean experts);
}
