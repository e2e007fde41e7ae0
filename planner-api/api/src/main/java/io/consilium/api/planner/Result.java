package io.consilium.api.planner;

import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.SubgoalId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How a subgoal was settled.
 *
 * @param subgoal which one
 * @param status how it ended
 * @param inputs the artifacts it was settled on; if a revision changes them, it is done again
 * @param outputs output name to artifacts; empty unless solved
 * @param confidence 0 to 1
 * @param facts scalars for conditions
 * @param code reason code when not solved, else empty
 * @param message for a person when not solved, else empty
 * @param by the expert that settled it, or {@code loop} for a decomposition; empty if nobody did
 */
public record Result(
    SubgoalId subgoal,
    Status status,
    Map<String, List<Artifact>> inputs,
    Map<String, List<Artifact>> outputs,
    double confidence,
    Facts facts,
    String code,
    String message,
    String by) {

  /** How a subgoal ended. */
  public enum Status {
    /** Outputs are there. */
    SOLVED,
    /** Experts said that it cannot be had from these inputs. */
    DECLINED,
    /** Experts broke, ran out of time, or nobody has the capability. */
    FAILED,
    /** Not tried, since something it needs is not there. */
    SKIPPED
  }

  public Result {
    Objects.requireNonNull(subgoal, "subgoal");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(by, "by");
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
  }
}
