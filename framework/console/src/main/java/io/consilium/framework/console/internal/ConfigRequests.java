package io.consilium.framework.console.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.configuration.Configurations;
import io.consilium.framework.configuration.Configurations.Listed;
import io.consilium.framework.configuration.Configurations.Shown;
import io.consilium.framework.configuration.Configurations.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What people ask of the plugins' configurations: {@code config}. */
final class ConfigRequests {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Configurations configurations;

  ConfigRequests(Configurations configurations) {
    this.configurations = configurations;
  }

  /**
   * Does what is asked.
   *
   * @throws IllegalArgumentException if it cannot be done as asked
   */
  JsonNode answer(JsonNode request) {
    String pid = request.path("pid").asText();
    return switch (request.path("do").asText()) {
      case "list" -> list();
      case "show" -> shown(configurations.show(pid));
      case "change" -> listed(configurations.change(pid, set(request), unset(request)));
      case "check" -> texts(configurations.check(Path.of(request.path("file").asText())));
      default ->
          throw new IllegalArgumentException(
              "Not a request about configurations (" + request.path("do").asText() + ").");
    };
  }

  private ArrayNode list() {
    ArrayNode all = NODES.arrayNode();
    configurations.list().forEach(one -> all.add(listed(one).put("checked", checked(one))));
    return all;
  }

  /** Whether what is set was held against what a plugin says may be. */
  private boolean checked(Listed one) {
    return switch (one.state()) {
      case APPLIED -> configurations.show(one.pid()).declared();
      case ABSENT -> false;
      case REFUSED, UNSET -> true;
    };
  }

  private static ObjectNode listed(Listed one) {
    ObjectNode node = NODES.objectNode();
    node.put("pid", one.pid())
        .put("state", one.state().name().toLowerCase(Locale.ROOT))
        .put("revision", one.revision())
        .put("file", one.file().toString())
        .set("problems", texts(one.problems()));
    return node;
  }

  private static ObjectNode shown(Shown shown) {
    ObjectNode node = listed(shown.head());
    node.put("declared", shown.declared());
    ArrayNode values = node.putArray("values");
    for (Value value : shown.values()) {
      values
          .addObject()
          .put("key", value.key())
          .put("from", value.from())
          .put("allowed", value.allowed())
          .put("description", value.description())
          .set("value", texts(value.value()));
    }
    return node;
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode node = NODES.arrayNode();
    texts.forEach(node::add);
    return node;
  }

  private static Map<String, List<String>> set(JsonNode request) {
    Map<String, List<String>> set = new LinkedHashMap<>();
    for (JsonNode one : request.path("set")) {
      set.computeIfAbsent(one.path("key").asText(), key -> new ArrayList<>())
          .add(one.path("value").asText());
    }
    return set;
  }

  private static Set<String> unset(JsonNode request) {
    Set<String> unset = new LinkedHashSet<>();
    request.path("unset").forEach(key -> unset.add(key.asText()));
    return unset;
  }
}
