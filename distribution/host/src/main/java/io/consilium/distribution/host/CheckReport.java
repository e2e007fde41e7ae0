package io.consilium.distribution.host;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a look at a jar found: steps, and the numbered rules. Used by one thread at a time. */
final class CheckReport {
  private static final String HOLDS = "HOLDS";
  private static final String SKIPPED = "SKIPPED";
  private static final String BROKEN = "BROKEN";

  private final ArrayNode steps = (ArrayNode) Json.tree(List.of());
  private final ArrayNode rules = (ArrayNode) Json.tree(List.of());
  private boolean well = true;

  /** One line of {@link CheckProcess}. */
  void take(JsonNode line) {
    if (line.has("rule")) {
      rules.add(line.path("rule"));
      well &= !line.path("rule").path("state").asText().equals(BROKEN);
    } else {
      steps.add(line);
      well &= !line.path("state").asText().equals("refused");
    }
  }

  /** Whether nothing is refused and no rule broken. */
  boolean well() {
    return well;
  }

  ArrayNode steps() {
    return steps;
  }

  ArrayNode rules() {
    return rules;
  }

  /** How many rules hold, for a person. */
  String counted() {
    return count(HOLDS) + " hold, " + count(SKIPPED) + " skipped, " + count(BROKEN) + " broken";
  }

  private int count(String state) {
    int count = 0;
    for (JsonNode rule : rules) {
      count += rule.path("state").asText().equals(state) ? 1 : 0;
    }
    return count;
  }

  /** Every refusal, for a person. */
  List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    for (JsonNode step : steps) {
      if (step.path("state").asText().equals("refused")) {
        refusals.add(step.path("step").asText() + ": " + step.path("message").asText());
      }
    }
    return refusals;
  }

  /** Broken rules and why: a line for each reason. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    by(BROKEN)
        .forEach(
            (message, some) -> {
              String who =
                  some.size() == 1
                      ? (some.get(0).path("id").asText() + " " + some.get(0).path("title").asText())
                          .strip()
                      : ids(some);
              broken.add(who + ": " + message);
            });
    return broken;
  }

  /** Skipped rules and why: a line for each reason. */
  List<String> skipped() {
    List<String> skipped = new ArrayList<>();
    by(SKIPPED).forEach((message, some) -> skipped.add(ids(some) + ": " + message));
    return skipped;
  }

  private static String ids(List<JsonNode> rules) {
    return rules.stream().map(rule -> rule.path("id").asText()).collect(joining(", "));
  }

  /** Rules in one state by the message, in the order of their ids. */
  private Map<String, List<JsonNode>> by(String state) {
    List<JsonNode> some = new ArrayList<>();
    rules.forEach(some::add);
    Map<String, List<JsonNode>> by = new LinkedHashMap<>();
    some.stream()
        .filter(rule -> rule.path("state").asText().equals(state))
        .sorted(Comparator.comparing(rule -> rule.path("id").asText()))
        .forEach(
            rule -> {
              String why = rule.path("message").asText().strip().replaceAll("\\s+", " ");
              by.computeIfAbsent(why, same -> new ArrayList<>()).add(rule);
            });
    return by;
  }
}
