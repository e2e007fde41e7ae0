package io.consilium.distribution.evaluation.suites;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.distribution.evaluation.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the tasks of a suite. One item without a result counts as wrong; a beginning without any
 * result ends the suite, since then it is not the items that are at fault; at once, if the host
 * turned pipeline or input away. Thread-safe.
 */
final class Tasks implements AutoCloseable {
  private static final int PATIENCE = 3;

  private final TaskRunner runner;
  private final AtomicInteger results = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  Tasks(TaskRunner runner) {
    this.runner = runner;
  }

  int parallel() {
    return runner.parallel();
  }

  Answers run(String pipeline, Path file) throws IOException {
    try {
      Answers answers = new Answers(runner.run(pipeline, file));
      results.incrementAndGet();
      return answers;
    } catch (IOException e) {
      boolean hopeless = failures.incrementAndGet() >= PATIENCE || e instanceof TaskRunner.Unfit;
      if (hopeless && results.get() == 0) {
        throw e;
      }
      return new Answers(
          JsonNodeFactory.instance
              .objectNode()
              .put("status", "error")
              .put("message", e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    runner.close();
  }
}
