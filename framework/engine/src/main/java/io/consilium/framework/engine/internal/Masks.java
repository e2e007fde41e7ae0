package io.consilium.framework.engine.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps outputs and fields of outputs back: a text becomes {@value #MASKED}, a number, truth or
 * whole value becomes null. What is no value of the vocabulary any more then is plain JSON; an
 * output that is not JSON, of which a field is to be kept back, goes whole. Pure.
 */
final class Masks {
  static final String MASKED = "(masked)";

  private Masks() {}

  /**
   * @param paths {@code output}, or {@code output.field.0.field}, {@code *} for every item
   */
  static Map<String, List<Artifact>> of(Map<String, List<Artifact>> outputs, List<String> paths) {
    Map<String, List<Artifact>> left = new HashMap<>(outputs);
    for (String path : paths) {
      String[] parts = path.split("\\.", -1);
      if (parts.length == 1) {
        left.remove(parts[0]);
      } else {
        left.computeIfPresent(
            parts[0],
            (name, artifacts) ->
                artifacts.stream().flatMap(a -> masked(a, parts).stream()).toList());
      }
    }
    left.values().removeIf(List::isEmpty);
    return left;
  }

  private static List<Artifact> masked(Artifact artifact, String[] path) {
    if (!json(artifact.mediaType())) {
      return List.of();
    }
    try {
      JsonNode root = Json.tree(Slots.bytes(artifact));
      mask(root, path, 1);
      return List.of(artifact(artifact.mediaType(), Json.canonical(root)));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** RFC 6839, section 3.1. */
  private static boolean json(MediaType type) {
    return type.equals(MediaType.JSON) || type.value().endsWith("+json");
  }

  private static Artifact artifact(MediaType type, byte[] json) {
    Artifact artifact = Slots.ARTIFACTS.of(type, json);
    try {
      if (Vocabulary.classOf(type).isPresent()) {
        Slots.ARTIFACTS.read(artifact, Vocabulary.classOf(type).get());
      }
      return artifact;
    } catch (IOException | IllegalArgumentException e) {
      return Slots.ARTIFACTS.of(MediaType.JSON, json);
    }
  }

  private static void mask(JsonNode node, String[] path, int depth) {
    for (String key : keys(node, path[depth])) {
      JsonNode child = node instanceof ArrayNode ? node.get(Integer.parseInt(key)) : node.get(key);
      if (depth + 1 < path.length) {
        mask(child, path, depth + 1);
      } else if (node instanceof ObjectNode object) {
        object.set(key, mask(child));
      } else if (node instanceof ArrayNode array) {
        array.set(Integer.parseInt(key), mask(child));
      }
    }
  }

  private static JsonNode mask(JsonNode value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return value.isTextual() ? json.textNode(MASKED) : json.nullNode();
  }

  /** The fields or places that a part of a path stands for, and that are there. */
  private static List<String> keys(JsonNode node, String part) {
    List<String> keys = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(keys::add);
    } else {
      for (int i = 0; i < node.size(); i++) {
        keys.add(Integer.toString(i));
      }
    }
    keys.removeIf(key -> !part.equals("*") && !part.equals(key));
    return keys;
  }
}
