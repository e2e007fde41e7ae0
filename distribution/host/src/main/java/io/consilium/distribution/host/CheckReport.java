package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a look at a jar found: steps, and the numbered rules. Used by one thread at a time. */
final class CheckReport {
  private final ArrayNode steps = (ArrayNode) Json.tree(List.of());
  private final ArrayNode rules = (ArrayNode) Json.tree(List.of());
  private boolean well = true;

  /** One line of {@link CheckProcess}. */
  void take(JsonNode line) {
    if (line.has("rule")) {
      rules.add(line.path("rule"));
      well &= !line.path("rule").path("state").asText().equals("BROKEN");
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
    return count("HOLDS")
        + " hold, "
        + count("SKIPPED")
        + " skipped, "
        + broken().size()
        + " broken";
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

  /** Every broken rule and why, a line each. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    for (JsonNode rule : rules) {
      if (rule.path("state").asText().equals("BROKEN")) {
        String name = rule.path("id").asText() + " " + rule.path("title").asText();
        String why = rule.path("message").asText().strip().replaceAll("\\s+", " ");
        broken.add(name.strip() + ": " + why);
      }
    }
    return broken;
  }

  /** Ids of skipped rules, by why. */
  Map<String, List<String>> skipped() {
    Map<String, List<String>> skipped = new LinkedHashMap<>();
    for (JsonNode rule : rules) {
      if (rule.path("state").asText().equals("SKIPPED")) {
        skipped
            .computeIfAbsent(rule.path("message").asText(), same -> new ArrayList<>())
            .add(rule.path("id").asText());
      }
    }
    return skipped;
  }
}
