package io.consilium.framework.training.inspect;

import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.token.TokenThinker;
import java.io.IOException;
import java.nio.file.Path;

/** Opens trained networks of any kind. */
public final class Thinkers {
  private Thinkers() {}

  /**
   * Reads a checkpoint and makes its network.
   *
   * @throws IOException if it is damaged, or its weights do not fit its configuration
   * @throws IllegalArgumentException if its configuration makes no network
   */
  public static Thinker open(Path file) throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    String kind = checkpoint.config().path("kind").asText("");
    return switch (kind) {
      case "graph" -> new GraphThinker(checkpoint);
      case "hrm", "trm" -> new TokenThinker(checkpoint);
      default ->
          throw new IOException(
              "The checkpoint ("
                  + file
                  + ") does not say what network it is (kind: \""
                  + kind
                  + "\"). Maybe it was not made by consilium train.");
    };
  }
}
