package io.consilium.api.planner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A directed acyclic graph of subgoals, with the checks on their results and what the loop returns.
 *
 * @param method name of the method it comes from
 * @param subgoals nodes; edges are their references and needs
 * @param checks what is verified at the end of each H-cycle
 * @param outputs output name of the loop to references
 */
public record Plan(
    String method, List<Subgoal> subgoals, List<Check> checks, Map<String, List<Ref>> outputs) {
  public Plan {
    Objects.requireNonNull(method, "method");
    subgoals = List.copyOf(subgoals);
    checks = List.copyOf(checks);
    outputs = Map.copyOf(outputs);
    Set<String> ids = new HashSet<>();
    for (Subgoal subgoal : subgoals) {
      if (!ids.add(subgoal.id().value())) {
        throw new IllegalArgumentException("Two subgoals share the id (" + subgoal.id() + ").");
      }
    }
    refuseCycles(subgoals);
  }

  /** The steps that a subgoal waits for: those it needs and those its inputs refer to. */
  public static Set<String> waitsFor(Subgoal subgoal) {
    Set<String> steps = new TreeSet<>(subgoal.needs());
    subgoal.inputs().values().stream()
        .flatMap(List::stream)
        .flatMap(ref -> ref.sources().stream())
        .filter(source -> !source.isTask())
        .forEach(source -> steps.add(source.step()));
    return steps;
  }

  private static void refuseCycles(List<Subgoal> subgoals) {
    Map<String, Set<String>> open = new HashMap<>();
    for (Subgoal subgoal : subgoals) {
      open.computeIfAbsent(subgoal.id().step(), step -> new TreeSet<>()).addAll(waitsFor(subgoal));
    }
    boolean progress = true;
    while (progress && !open.isEmpty()) {
      progress = open.values().removeIf(waits -> waits.stream().noneMatch(open::containsKey));
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "The subgoals " + new TreeSet<>(open.keySet()) + " wait for one another in a circle.");
    }
  }
}
