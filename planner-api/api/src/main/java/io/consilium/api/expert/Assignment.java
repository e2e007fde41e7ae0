package io.consilium.api.expert;

import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one call asks of an expert.
 *
 * @param capability the name of the declared capability that is asked for
 * @param goal the wish in words for a person
 * @param inputs input name to artifacts; media types were checked against the declaration
 * @param parameters settings of this subgoal
 */
public record Assignment(
    String capability, String goal, Map<String, List<Artifact>> inputs, Settings parameters) {
  public Assignment {
    Objects.requireNonNull(capability, "capability");
    Objects.requireNonNull(goal, "goal");
    Objects.requireNonNull(parameters, "parameters");
    inputs = Map.copyOf(inputs);
  }

  /**
   * The one artifact under an input name.
   *
   * @throws IllegalArgumentException if there is none or more than one
   */
  public Artifact input(String name) {
    List<Artifact> found = inputs.getOrDefault(name, List.of());
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "The input \""
              + name
              + "\" of "
              + capability
              + " holds "
              + found.size()
              + " artifacts, 1"
              + " is needed.");
    }
    return found.get(0);
  }

  /** The first artifact under an input name, if there is one. */
  public Optional<Artifact> optionalInput(String name) {
    return inputs.getOrDefault(name, List.of()).stream().findFirst();
  }
}
