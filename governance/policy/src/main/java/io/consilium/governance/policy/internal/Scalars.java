package io.consilium.governance.policy.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** YAML values as plain ones: texts, numbers, truths, lists and maps. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,8})");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static Map<String, Object> map(Yaml at) {
    Map<String, Object> map = new LinkedHashMap<>();
    at.fields().forEach((name, value) -> map.put(name, value(value)));
    return map;
  }

  private static Object value(Yaml at) {
    if (at.isMap()) {
      return map(at);
    } else if (at.isList()) {
      List<Object> list = new ArrayList<>();
      at.items().forEach(item -> list.add(value(item)));
      return list;
    }
    String text = at.plain();
    if (at.quoted()) {
      return text;
    } else if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    } else if (WHOLE.matcher(text).matches()) {
      return Integer.valueOf(text);
    }
    return NUMBER.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
  }

  /** The same as JSON, all scalars as texts: what they are is for the reader to know. */
  static JsonNode json(Yaml at) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (at.isMap()) {
      ObjectNode object = json.objectNode();
      at.fields().forEach((name, value) -> object.set(name, json(value)));
      return object;
    } else if (at.isList()) {
      ArrayNode array = json.arrayNode();
      at.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return json.textNode(at.plain());
  }
}
