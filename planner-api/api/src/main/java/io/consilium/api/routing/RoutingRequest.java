package io.consilium.api.routing;

import io.consilium.api.host.Settings;
import io.consilium.api.planner.Subgoal;
import java.util.List;
import java.util.Objects;

/**
 * One routing question.
 *
 * @param subgoal what is to be done
 * @param candidates everyone who stands for it, best score first, the vetoed at the end
 * @param decomposable true if the planner has a way to break it down and the level allows it
 * @param settings the gate's section of the pipeline
 * @param seed for exploration
 */
public record RoutingRequest(
    Subgoal subgoal,
    List<Candidate> candidates,
    boolean decomposable,
    Settings settings,
    long seed) {
  public RoutingRequest {
    Objects.requireNonNull(subgoal, "subgoal");
    Objects.requireNonNull(settings, "settings");
    candidates = List.copyOf(candidates);
  }
}
