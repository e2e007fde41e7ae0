package io.consilium.distribution.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Runs one pipeline where another is asked for, and all others as they are. */
record InPlaceOf(String asked, String taken, TaskRunner runner) implements TaskRunner {
  static Opener open(String asked, String taken, Opener host) {
    return () -> new InPlaceOf(asked, taken, host.open());
  }

  private String of(String pipeline) {
    return pipeline.equals(asked) ? taken : pipeline;
  }

  @Override
  public JsonNode run(String pipeline, Path file) throws IOException {
    return runner.run(of(pipeline), file);
  }

  @Override
  public List<JsonNode> runList(String pipeline, Path file, Consumer<JsonNode> each)
      throws IOException {
    return runner.runList(of(pipeline), file, each);
  }

  @Override
  public OptionalLong cpuMillis() {
    return runner.cpuMillis();
  }

  @Override
  public int parallel() {
    return runner.parallel();
  }

  @Override
  public void close() throws IOException {
    runner.close();
  }
}
