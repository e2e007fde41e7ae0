package io.consilium.distribution.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs tasks on a host, one after the other or from several threads at once, as its {@link
 * #parallel} says.
 */
public interface TaskRunner extends AutoCloseable {
  /**
   * Runs one task to its end.
   *
   * @param pipeline name of an installed pipeline
   * @param file its only input
   * @return the result as {@code run --json} prints it; a refused task is a result too
   * @throws IOException if there is no result: the pipeline is unknown, the input is not accepted,
   *     or the host is gone; the message is for a person
   */
  JsonNode run(String pipeline, Path file) throws IOException;

  /** How many calls at once are worth it. */
  default int parallel() {
    return 1;
  }

  @Override
  default void close() throws IOException {
    // Nothing to let go of, unless a runner says so.
  }

  /** Reaches or starts a host; called once it is known that there is something to measure. */
  @FunctionalInterface
  interface Opener {
    TaskRunner open() throws IOException;
  }
}
