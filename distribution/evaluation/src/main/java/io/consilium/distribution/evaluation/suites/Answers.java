package io.consilium.distribution.evaluation.suites;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes vocabulary values out of a task's result. */
record Answers(JsonNode result) {
  String status() {
    return result.path("status").asText("");
  }

  String haltReason() {
    return result.path("halt").path("reason").asText("");
  }

  /** The first value of an output, if it is there and is what it should be. */
  <T> Optional<T> first(String output, Class<T> type) {
    return all(output, type).stream().findFirst();
  }

  /** All values of an output that are what they should be. */
  <T> List<T> all(String output, Class<T> type) {
    JsonNode answer = result.path("answer");
    JsonNode value = answer.path("outputs").path(output);
    if (value.isMissingNode()) {
      value = answer.path(output);
    }
    List<T> values = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> read(one, type).ifPresent(values::add));
    } else if (value.isObject()) {
      read(value, type).ifPresent(values::add);
    }
    return values;
  }

  private static <T> Optional<T> read(JsonNode node, Class<T> type) {
    try {
      return Optional.of(Json.read(node.toString().getBytes(StandardCharsets.UTF_8), type));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
