package io.consilium.framework.routing;

import io.consilium.api.expert.Effect;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a subgoal asks for, as far as scoring may know it: no payload.
 *
 * @param subgoal what is to be done
 * @param media input name to the media types that are there
 * @param callsLeft expert calls that the budget still allows
 * @param costLeft cost that the budget still allows
 * @param effects what an expert may do to the world outside
 */
public record Demand(
    Subgoal subgoal,
    Map<String, List<MediaType>> media,
    int callsLeft,
    double costLeft,
    Set<Effect> effects) {
  public Demand {
    Objects.requireNonNull(subgoal, "subgoal");
    media = Map.copyOf(media);
    effects = Set.copyOf(effects);
  }

  /** The media types of artifacts by input name. */
  public static Map<String, List<MediaType>> media(Map<String, List<Artifact>> inputs) {
    Map<String, List<MediaType>> media = new HashMap<>();
    inputs.forEach(
        (name, artifacts) ->
            media.put(name, artifacts.stream().map(Artifact::mediaType).distinct().toList()));
    return media;
  }
}
