package io.consilium.expert.nlp.internal.text;

import io.consilium.api.expert.Assignment;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads inputs that are values of the shared vocabulary. Stateless. */
public final class Inputs {
  private Inputs() {}

  /**
   * The one value under a name.
   *
   * @throws UnfitInput if the content does not fit its type
   * @throws IOException if it cannot be read at all
   */
  public static <T> T one(Assignment assignment, CallContext context, String name, Class<T> type)
      throws IOException, UnfitInput {
    return read(assignment.input(name), context, name, type);
  }

  /** The first value under a name, if there is one. */
  public static <T> Optional<T> optional(
      Assignment assignment, CallContext context, String name, Class<T> type)
      throws IOException, UnfitInput {
    Optional<Artifact> artifact = assignment.optionalInput(name);
    return artifact.isEmpty()
        ? Optional.empty()
        : Optional.of(read(artifact.get(), context, name, type));
  }

  /** All values under a name. */
  public static <T> List<T> all(
      Assignment assignment, CallContext context, String name, Class<T> type)
      throws IOException, UnfitInput {
    List<T> values = new ArrayList<>();
    for (Artifact artifact : assignment.inputs().getOrDefault(name, List.of())) {
      values.add(read(artifact, context, name, type));
    }
    return values;
  }

  private static <T> T read(Artifact artifact, CallContext context, String name, Class<T> type)
      throws IOException, UnfitInput {
    try {
      return context.artifacts().read(artifact, type);
    } catch (IllegalArgumentException e) {
      throw new UnfitInput(name, e);
    }
  }
}
