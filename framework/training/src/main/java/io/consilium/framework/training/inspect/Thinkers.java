package io.consilium.framework.training.inspect;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.task.BadInput;
import io.consilium.framework.training.token.TokenThinker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens trained networks of any kind. */
public final class Thinkers {
  private Thinkers() {}

  /**
   * Reads a checkpoint and makes its network.
   *
   * @param configs the published configuration of an official checkpoint; empty for one of {@code
   *     consilium train}, which holds its own
   * @throws IOException if it is damaged, its configuration makes no network, or its weights do not
   *     fit that
   */
  public static Thinker open(Path file, List<Path> configs) throws IOException {
    Checkpoint read = Checkpoint.read(file);
    boolean bare = read.config().isEmpty();
    if (!bare && !configs.isEmpty()) {
      throw new BadInput(
          "The checkpoint (" + file + ") holds its own configuration. Maybe leave out --config.");
    }
    Checkpoint checkpoint = bare ? PublishedConfig.give(read, configs) : read;
    try {
      return make(file, checkpoint);
    } catch (IllegalArgumentException e) {
      throw new BadInput("The checkpoint (" + file + ") makes no network: " + e.getMessage(), e);
    }
  }

  private static Thinker make(Path file, Checkpoint checkpoint) throws IOException {
    String kind = checkpoint.config().path("kind").asText("");
    return switch (kind) {
      case "graph" -> new GraphThinker(checkpoint);
      case "hrm", "trm" -> new TokenThinker(checkpoint);
      default ->
          throw new BadInput(
              "The checkpoint ("
                  + file
                  + ") does not say what network it is (kind: \""
                  + kind
                  + "\"). Maybe it was not made by consilium train.");
    };
  }
}
