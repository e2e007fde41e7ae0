package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.pipeline.NearNames;
import io.consilium.framework.pipeline.method.Condition;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the conditions of one goal's methods: that they compile, and speak of what there is. */
final class ConditionCheck {
  private static final Set<String> RESULT_FIELDS =
      Set.of("status", "code", "confidence", "facts", "count", "solved");
  private static final Set<String> CHECK_FIELDS = Set.of("verdict", "score", "codes");
  private static final Pattern ASSIGNMENT = Pattern.compile("[^=!<>]=[^=]");

  private final YamlTree tree;
  private final Goals goals;
  private final String goal;

  ConditionCheck(YamlTree tree, Goals goals, String goal) {
    this.tree = tree;
    this.goals = goals;
    this.goal = goal;
  }

  /** Checks the condition of a method, step or check, if it has one. */
  void check(String place, JsonNode owner) {
    if (!owner.has("when")) {
      return;
    }
    String text = owner.path("when").asText();
    try {
      Condition condition = Condition.parse(text);
      names(place, "step", condition.steps(), Goals.names(goals.steps(), goal));
      names(place, "check", condition.checks(), Goals.names(goals.checks(), goal));
      Set<String> roles = Goals.names(goals.roles(), goal);
      if (!roles.isEmpty()) {
        names(place, "input", condition.roles(), roles);
      }
      condition.fields().forEach(field -> field(place, field));
    } catch (IllegalArgumentException e) {
      tree.problem(
          place + "/when", "Not a condition (" + text + "). " + e.getMessage(), conditionFix(text));
    }
  }

  private String conditionFix(String text) {
    if (ASSIGNMENT.matcher(text).find()) {
      return "Maybe write == to compare.";
    }
    return dashed(text)
        .map(name -> "Maybe write \"" + name.replace('-', '_') + "\" for \"" + name + "\".")
        .orElse("Maybe write it like results.read.status == 'solved'.");
  }

  private Optional<String> dashed(String text) {
    return Stream.concat(
            Goals.names(goals.steps(), goal).stream(), Goals.names(goals.checks(), goal).stream())
        .filter(name -> name.contains("-") && text.contains(name))
        .findFirst();
  }

  private void names(String place, String kind, Set<String> used, Set<String> known) {
    Set<String> spoken =
        known.stream().map(name -> name.replace('-', '_')).collect(Collectors.toSet());
    for (String name : used) {
      if (!known.contains(name) && !spoken.contains(name)) {
        tree.problem(
            place + "/when",
            "The condition speaks of an unknown " + kind + " (" + name + ").",
            NearNames.advice(name, spoken));
      }
    }
  }

  private void field(String place, String field) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    Set<String> known = field.startsWith("checks.") ? CHECK_FIELDS : RESULT_FIELDS;
    if (!known.contains(name)) {
      tree.problem(
          place + "/when",
          "The condition asks for what nothing has (" + field + ").",
          NearNames.advice(name, known));
    }
  }
}
