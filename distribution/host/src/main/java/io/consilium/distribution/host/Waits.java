package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Which tasks wait for people, as the events of their host say. Used by one thread. */
final class Waits {
  /** What becomes of a task whose host ends while it waits. */
  static final String GO_ON =
      "The host ended while the task waits for people. It waits on, and goes on when the host is"
          + " started again. Maybe start it (./consilium serve), and see: ./consilium approve list";

  private final Map<String, Integer> open = new HashMap<>();

  void take(JsonNode event) {
    String task = event.path("task").asText();
    switch (event.path("kind").asText()) {
      case "approval-asked" -> open.merge(task, 1, Integer::sum);
      case "approval-ended" -> open.merge(task, -1, Integer::sum);
      default -> {}
    }
  }

  boolean has(String task) {
    return open.getOrDefault(task, 0) > 0;
  }

  boolean any() {
    return open.values().stream().anyMatch(waits -> waits > 0);
  }
}
