package io.consilium.framework.pipeline.method;

import io.consilium.api.planner.Ref;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to achieve a goal: steps, the checks on what they bring, and what is returned.
 *
 * @param name unique in its pipeline
 * @param achieves the goal, a capability name
 * @param when must hold for this method to be taken; absent means always
 * @param steps in the order in which they are written
 * @param checks in the order in which they are written
 * @param outputs output name to references, in order
 */
public record Method(
    String name,
    String achieves,
    Optional<Condition> when,
    List<Step> steps,
    List<CheckStep> checks,
    Map<String, List<Ref>> outputs) {
  public Method {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(achieves, "achieves");
    Objects.requireNonNull(when, "when");
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
