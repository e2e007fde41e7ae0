package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pipeline's goals take and give.
 *
 * @param roles goal to the names of the inputs that it is asked with
 * @param outputs goal to the names of the outputs that its methods give
 * @param steps goal to the names of its methods' steps
 * @param checks goal to the ids of its methods' checks
 */
record Goals(
    Map<String, Set<String>> roles,
    Map<String, Set<String>> outputs,
    Map<String, Set<String>> steps,
    Map<String, Set<String>> checks) {

  static Goals of(JsonNode root) {
    Goals goals = new Goals(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    put(goals.roles, root.path("goal").asText(), root.path("inputs"));
    for (JsonNode method : root.path("methods")) {
      String goal = method.path("achieves").asText();
      put(goals.outputs, goal, method.path("outputs"));
      put(goals.steps, goal, method.path("steps"));
      put(goals.checks, goal, method.path("checks"));
      for (JsonNode step : method.path("steps")) {
        put(goals.roles, step.path("capability").asText(), step.path("inputs"));
      }
    }
    return goals;
  }

  private static void put(Map<String, Set<String>> names, String goal, JsonNode object) {
    Set<String> all = names.computeIfAbsent(goal, key -> new TreeSet<>());
    object.fieldNames().forEachRemaining(all::add);
  }

  /** Whether some method of the file achieves it. */
  boolean decomposed(String capability) {
    return outputs.containsKey(capability);
  }

  static Set<String> names(Map<String, Set<String>> of, String goal) {
    return of.getOrDefault(goal, Set.of());
  }
}
