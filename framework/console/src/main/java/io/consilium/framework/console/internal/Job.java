package io.consilium.framework.console.internal;

import io.consilium.api.task.Task;
import java.util.List;

/**
 * A task to run.
 *
 * @param line which line of its file it is, from 1; 0 if it is all of one or several files
 */
record Job(List<Task.Input> inputs, int line) {
  Job {
    inputs = List.copyOf(inputs);
  }
}
