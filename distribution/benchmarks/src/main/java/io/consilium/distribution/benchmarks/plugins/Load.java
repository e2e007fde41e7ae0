package io.consilium.distribution.benchmarks.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The task that clients hand in: two steps, so that a task may see two versions of an expert. */
record Load(Path pipeline, Path file) {
  private static final String PIPELINE =
      """
      pipeline: %1$s
      description: A benchmark.
      goal: bench.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 2, steps: 8, time: 1m, cost: 100, levels: 1}
      planner: {use: method-library}
      gate: {use: top-1}
      halting: {use: evidence}
      methods:
        - name: bench
          achieves: bench.goal
          steps:
      %2$s    outputs: {text: last.text}
      """;
  private static final String FIRST =
      "      first: {capability: %s, goal: First, inputs: {text: task.text}}\n";
  private static final String LAST =
      "      last: {capability: %s, goal: Last, inputs: {text: %s.text}}\n";

  /** Two steps of a capability, one after the other. */
  static Load twice(Path directory, String capability) throws IOException {
    String steps = FIRST.formatted(capability) + LAST.formatted(capability, "first");
    return in(directory, "twice", steps, "hello");
  }

  /** One step of a capability, on a text. */
  static Load once(Path directory, String capability, String text) throws IOException {
    return in(directory, "once-" + text, LAST.formatted(capability, "task"), text);
  }

  private static Load in(Path directory, String name, String steps, String text)
      throws IOException {
    Path pipeline = directory.resolve(name + ".yaml");
    Path file = directory.resolve(name + ".txt");
    Files.writeString(pipeline, PIPELINE.formatted(name, steps));
    Files.writeString(file, text);
    return new Load(pipeline, file);
  }
}
