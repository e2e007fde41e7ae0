package io.consilium.framework.planners.hrm.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * When a run of segments from one start ends. The verifier judges every proposal under each of
 * them, and nothing is answered that it does not accept; the rule says only whether its word, the
 * network's or none ends the thinking. {@code FIXED} is what the references do when they evaluate.
 */
enum StopRule {
  /** Once the verifier accepts, or the state stands still. */
  VERIFIER,
  /** Once the network rates halting above going on: ACT (arXiv 2506.21734). */
  LEARNED,
  /** Once the state stands still. */
  CONVERGENCE,
  /** After the last segment, whatever anybody says. */
  FIXED,
  /** Once anybody says so. */
  ANY;

  boolean ends(boolean accepted, boolean learned, boolean still) {
    return switch (this) {
      case VERIFIER -> accepted || still;
      case LEARNED -> learned;
      case CONVERGENCE -> still;
      case FIXED -> false;
      case ANY -> accepted || learned || still;
    };
  }

  /**
   * By its name in a pipeline.
   *
   * @throws IllegalArgumentException if there is none; the message is for a person
   */
  static StopRule named(String name) {
    List<String> known = Stream.of(values()).map(StopRule::written).toList();
    return Stream.of(values())
        .filter(rule -> rule.written().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The planner's setting \"stop\" knows no such rule ("
                        + name
                        + "). "
                        + HrmSettings.instead(
                            name, known, " Maybe leave it out for its default.")));
  }

  private String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
