package io.consilium.expert.timeseries.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import java.io.IOException;

/** An input that is missing or is not what its media type promises. */
final class UnreadableInput extends Exception {
  private static final long serialVersionUID = 1L;

  private UnreadableInput(String message, Throwable cause) {
    super(message, cause);
  }

  /** Reads one input of an assignment. */
  static <T> T read(Assignment assignment, String name, Class<T> type, CallContext context)
      throws UnreadableInput {
    String what = "The input \"" + name + "\" of " + assignment.capability();
    try {
      T value = context.artifacts().read(assignment.input(name), type);
      if (value == null) {
        throw new UnreadableInput(what + " is empty. Maybe the step before it failed.", null);
      }
      return value;
    } catch (IllegalArgumentException | IOException e) {
      throw new UnreadableInput(
          what
              + " is not a readable "
              + type.getSimpleName()
              + " ("
              + e.getMessage()
              + "). Maybe it was made by another version.",
          e);
    }
  }

  ExpertOutcome outcome() {
    return ExpertOutcome.badInput(getMessage());
  }
}
