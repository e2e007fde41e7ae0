package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.framework.engine.Replay.Difference;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where two values differ as JSON, field by field. Members of a list are named by what tells them
 * apart for a person (expert, reason, code, id), else by number.
 */
final class Differences {
  private static final List<String> NAMES = List.of("expert", "reason", "id", "code");
  private static final String SEALED = "(sealed)";
  private static final int MOST = 20;
  private static final int MOST_CHARACTERS = 200;

  private final List<Difference> found = new ArrayList<>();
  private final Set<String> ignored;

  /**
   * @param ignored paths that are not compared
   */
  Differences(String... ignored) {
    this.ignored = Set.of(ignored);
  }

  List<Difference> found() {
    return List.copyOf(found);
  }

  /** Compares two values under a name; an empty name is the root. */
  Differences compare(String name, Object recorded, Object repeated) {
    walk(name, tree(recorded), tree(repeated), Differences::text);
    return this;
  }

  /**
   * The same of what stands in payloads: where they differ is told, and not what they hold, since
   * whoever reads a payload does so on record.
   */
  Differences compareSealed(String name, Object recorded, Object repeated) {
    walk(name, tree(recorded), tree(repeated), Differences::sealed);
    return this;
  }

  /** Through the canonical form, so that 1 and 1.0 are the same number. */
  private static JsonNode tree(Object value) {
    return Json.tree(Json.canonical(Collections.singletonMap("it", value))).path("it");
  }

  private void walk(
      String path, JsonNode recorded, JsonNode repeated, Function<JsonNode, String> said) {
    if (ignored.contains(path) || recorded.equals(repeated) || found.size() >= MOST) {
      return;
    }
    if (recorded.isObject() && repeated.isObject()) {
      Set<String> names = new TreeSet<>();
      recorded.fieldNames().forEachRemaining(names::add);
      repeated.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String field = path.isEmpty() ? name : path + "." + name;
        walk(field, recorded.path(name), repeated.path(name), said);
      }
    } else if (recorded.isArray() && repeated.isArray()) {
      for (int i = 0; i < Math.max(recorded.size(), repeated.size()); i++) {
        JsonNode named = recorded.has(i) ? recorded.path(i) : repeated.path(i);
        walk(path + "[" + label(named, i) + "]", recorded.path(i), repeated.path(i), said);
      }
    } else {
      found.add(new Difference(path, said.apply(recorded), said.apply(repeated)));
    }
  }

  private static String label(JsonNode member, int number) {
    return NAMES.stream()
        .filter(member::hasNonNull)
        .map(name -> member.path(name).asText())
        .findFirst()
        .orElse(Integer.toString(number));
  }

  private static String sealed(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? text(node) : SEALED;
  }

  private static String text(JsonNode node) {
    String text = node.isMissingNode() ? "" : node.toString();
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
  }
}
