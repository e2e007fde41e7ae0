package io.consilium.framework.pipeline.internal;

import static io.consilium.framework.pipeline.internal.MeaningCheck.fields;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.planner.Ref;
import io.consilium.framework.pipeline.NearNames;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks one method: references, needs and circles. */
final class MethodCheck {
  private final YamlTree tree;
  private final Goals goals;
  private final String at;
  private final JsonNode method;
  private final String goal;
  private final JsonNode steps;
  private final ConditionCheck conditions;
  private final Map<String, Set<String>> waits = new TreeMap<>();

  MethodCheck(YamlTree tree, Goals goals, String at) {
    this.tree = tree;
    this.goals = goals;
    this.at = at;
    this.method = tree.root().at(at);
    this.goal = method.path("achieves").asText();
    this.steps = method.path("steps");
    this.conditions = new ConditionCheck(tree, goals, goal);
  }

  void all() {
    conditions.check(at, method);
    fields(steps).forEach(step -> step(step.getKey(), step.getValue()));
    for (Map.Entry<String, JsonNode> check : fields(method.path("checks"))) {
      String place = at + "/checks/" + check.getKey();
      conditions.check(place, check.getValue());
      references(place + "/inputs", check.getValue().path("inputs"), false);
    }
    references(at + "/outputs", method.path("outputs"), false);
    circles();
  }

  private void step(String name, JsonNode step) {
    String place = at + "/steps/" + name;
    Set<String> waitsFor = waits.computeIfAbsent(name, key -> new TreeSet<>());
    conditions.check(place, step);
    boolean repeated = step.has("forEach");
    if (repeated) {
      waitsFor.addAll(reference(place + "/forEach", step.path("forEach").asText(), false));
    }
    waitsFor.addAll(references(place + "/inputs", step.path("inputs"), repeated));
    for (int i = 0; i < step.path("needs").size(); i++) {
      String need = step.path("needs").path(i).asText();
      waitsFor.add(need);
      known(place + "/needs/" + i, need);
    }
  }

  private Set<String> references(String place, JsonNode references, boolean item) {
    Set<String> named = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : fields(references)) {
      String at = place + "/" + entry.getKey();
      if (entry.getValue().isArray()) {
        for (int i = 0; i < entry.getValue().size(); i++) {
          named.addAll(reference(at + "/" + i, entry.getValue().path(i).asText(), item));
        }
      } else {
        named.addAll(reference(at, entry.getValue().asText(), item));
      }
    }
    return named;
  }

  /** Checks one reference; returns the steps it names. */
  private Set<String> reference(String place, String text, boolean item) {
    if (text.trim().equals("item")) {
      if (!item) {
        tree.problem(place, "There is no item here (item).", "Maybe add forEach to the step.");
      }
      return Set.of();
    }
    try {
      Ref ref = Ref.parse(text);
      ref.sources().forEach(source -> source(place, source));
      return ref.sources().stream()
          .filter(source -> !source.isTask())
          .map(Ref.Source::step)
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      split(place, e.getMessage());
      return Set.of();
    }
  }

  private void source(String place, Ref.Source source) {
    Set<String> roles = Goals.names(goals.roles(), goal);
    if (source.isTask()) {
      if (!roles.isEmpty() && !roles.contains(source.name())) {
        tree.problem(
            place,
            "The task has no such input (" + source + ").",
            NearNames.advice(source.name(), roles));
      }
    } else if (known(place, source.step())) {
      String capability = steps.path(source.step()).path("capability").asText();
      Set<String> outputs = Goals.names(goals.outputs(), capability);
      if (goals.decomposed(capability) && !outputs.contains(source.name())) {
        tree.problem(
            place,
            "No method for " + capability + " has such an output (" + source + ").",
            NearNames.advice(source.name(), outputs));
      }
    }
  }

  private boolean known(String place, String step) {
    if (steps.has(step)) {
      return true;
    }
    Set<String> names = new TreeSet<>();
    steps.fieldNames().forEachRemaining(names::add);
    tree.problem(
        place, "The method has no such step (" + step + ").", NearNames.advice(step, names));
    return false;
  }

  private void circles() {
    Map<String, Set<String>> open = new TreeMap<>(waits);
    boolean progress = true;
    while (progress) {
      progress = open.values().removeIf(needed -> needed.stream().noneMatch(open::containsKey));
    }
    // What merely waits for a circle is not part of it.
    progress = true;
    while (progress) {
      progress =
          open.keySet()
              .removeIf(step -> open.values().stream().noneMatch(need -> need.contains(step)));
    }
    if (!open.isEmpty()) {
      tree.problem(
          at + "/steps/" + open.keySet().iterator().next(),
          "These steps wait for one another in a circle ("
              + String.join(", ", open.keySet())
              + ").",
          "Maybe one of them should use a \"when\" and another step's earlier output.");
    }
  }

  /** A message of the contract carries its fix after "Maybe". */
  private void split(String place, String message) {
    int maybe = message.indexOf(" Maybe ");
    tree.problem(
        place,
        maybe < 0 ? message : message.substring(0, maybe),
        maybe < 0 ? "" : message.substring(maybe + 1));
  }
}
