package io.consilium.api.task;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a task ended: answered and verified, best effort and marked as such, or refused. */
public sealed interface Answer {

  /** Why the loop stopped. */
  HaltReason reason();

  /** The named results; empty where there are none. */
  default Map<String, List<Artifact>> outputs() {
    return Map.of();
  }

  /** Everything required was done and every required check accepted it. */
  record Answered(HaltReason reason, Map<String, List<Artifact>> outputs) implements Answer {
    public Answered {
      Objects.requireNonNull(reason, "reason");
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * The best there is at a stop that was not a success.
   *
   * @param missing what is wrong or missing, in words for a person
   */
  record BestEffort(HaltReason reason, Map<String, List<Artifact>> outputs, List<String> missing)
      implements Answer {
    public BestEffort {
      Objects.requireNonNull(reason, "reason");
      outputs = Map.copyOf(outputs);
      missing = List.copyOf(missing);
    }
  }

  /**
   * Nothing is given.
   *
   * @param message what, where and what to do, in words for a person
   */
  record Refused(HaltReason reason, String message) implements Answer {
    public Refused {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(message, "message");
    }
  }
}
