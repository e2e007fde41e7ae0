package io.consilium.api.task;

import java.util.Objects;

/**
 * Where in a task's computation something happened.
 *
 * @param task the task; empty for what belongs to the host itself
 * @param path subgoals from the root down to the loop that acts, joined by {@code /}; empty at the
 *     root
 * @param level 0 for the root loop, one more for each decomposition
 * @param hCycle H-cycle of that loop, from 1; 0 before the first
 * @param lStep L-step (wave) within the H-cycle, from 1; 0 outside a wave
 */
public record Position(String task, String path, int level, int hCycle, int lStep) {
  /** Outside of every task. */
  public static final Position HOST = new Position("", "", 0, 0, 0);

  public Position {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(path, "path");
    if (level < 0 || hCycle < 0 || lStep < 0) {
      throw new IllegalArgumentException("A position counts from 0.");
    }
  }
}
