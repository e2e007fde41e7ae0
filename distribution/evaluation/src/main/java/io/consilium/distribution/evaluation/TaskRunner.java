package io.consilium.distribution.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
   * @throws Unfit if there is no result since the pipeline is unknown or takes no such input
   * @throws IOException if there is no result for another reason; the message is for a person
   */
  JsonNode run(String pipeline, Path file) throws IOException;

  /**
   * Runs a list of tasks, one a line of a file.
   *
   * @param each told of every result as it comes, in the order of the lines
   * @return the results as {@code run --json} prints them, in the order of the lines
   * @throws IOException as for {@link #run}
   */
  default List<JsonNode> runList(String pipeline, Path file, Consumer<JsonNode> each)
      throws IOException {
    throw new IOException("This host takes no lists of tasks.");
  }

  /** Processor time of the host since it began; empty if it cannot be told. */
  default OptionalLong cpuMillis() {
    return OptionalLong.empty();
  }

  /** How many calls at once are worth it. */
  default int parallel() {
    return 1;
  }

  @Override
  default void close() throws IOException {
    // Nothing to let go of, unless a runner says so.
  }

  /** The host turned a pipeline or an input away; the message says why, to a person. */
  final class Unfit extends IOException {
    private static final long serialVersionUID = 1L;

    public Unfit(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Reaches or starts a host; called once it is known that there is something to measure. */
  @FunctionalInterface
  interface Opener {
    TaskRunner open() throws IOException;
  }
}
