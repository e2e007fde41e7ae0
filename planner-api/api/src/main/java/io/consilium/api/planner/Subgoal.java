package io.consilium.api.planner;

import io.consilium.api.host.Settings;
import io.consilium.api.task.SubgoalId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One node of a plan.
 *
 * @param id unique in the plan
 * @param capability what is asked for; an expert that has it executes, or a planner's method for it
 *     decomposes
 * @param goal the wish in words for a person; a payload
 * @param inputs input name to references; several references are concatenated
 * @param parameters settings handed to the expert
 * @param needs steps to wait for beyond those that the inputs refer to
 * @param optional true if the plan goes on without it
 */
public record Subgoal(
    SubgoalId id,
    String capability,
    String goal,
    Map<String, List<Ref>> inputs,
    Settings parameters,
    Set<String> needs,
    boolean optional) {
  public Subgoal {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(capability, "capability");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(parameters, "parameters");
    inputs = Map.copyOf(inputs);
    needs = Set.copyOf(needs);
  }
}
