package io.consilium.api.expert;

import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import java.util.Map;
import java.util.Objects;

/**
 * How one call ended, as the expert sees it. Timeouts and thrown exceptions are added by the host.
 */
public sealed interface ExpertOutcome {

  /**
   * Done.
   *
   * @param outputs every output that the capability declares
   * @param confidence the expert's own estimate that the outputs are right, 0 to 1
   * @param facts scalars that pipeline conditions may test, such as {@code rows=12}
   */
  record Solved(Map<String, Artifact> outputs, double confidence, Facts facts)
      implements ExpertOutcome {
    public Solved {
      outputs = Map.copyOf(outputs);
      Objects.requireNonNull(facts, "facts");
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("Confidence lies in 0..1 (" + confidence + ").");
      }
    }
  }

  /**
   * Not done, and for a reason: what was asked is not there ({@code absent}), or this expert is not
   * the one ({@code unsuited}). The gate may ask the next.
   *
   * @param code short lower-case word that conditions and records may use
   * @param message for a person: what, where, the value, what to do
   */
  record Declined(String code, String message) implements ExpertOutcome {
    /** The input does not hold what was asked for. */
    public static final String ABSENT = "absent";

    /** Someone else may be able to do it. */
    public static final String UNSUITED = "unsuited";

    /** The input is broken, such as a truncated picture. */
    public static final String BAD_INPUT = "bad-input";

    public Declined {
      Codes.check(code);
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * The expert itself could not work, such as a model that did not load.
   *
   * @param code short lower-case word
   * @param message for a person
   */
  record Failed(String code, String message) implements ExpertOutcome {
    public Failed {
      Codes.check(code);
      Objects.requireNonNull(message, "message");
    }
  }

  static Solved solved(String output, Artifact artifact, double confidence) {
    return new Solved(Map.of(output, artifact), confidence, Facts.NONE);
  }

  static Declined absent(String message) {
    return new Declined(Declined.ABSENT, message);
  }

  static Declined badInput(String message) {
    return new Declined(Declined.BAD_INPUT, message);
  }
}
