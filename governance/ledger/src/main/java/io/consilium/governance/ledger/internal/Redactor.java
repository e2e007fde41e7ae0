package io.consilium.governance.ledger.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import io.consilium.governance.ledger.Redaction;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Masks what the rules name in the payloads of drafts. What is masked already comes back as it is,
 * so that it may be applied again. Thread-safe.
 */
final class Redactor {
  /** What the engine itself writes and reads back; nothing in it is anybody's own words. */
  private static final Set<String> STRUCTURE =
      Set.of("plan", "candidates", "facts", "name", "input", "about", "pipeline");

  private static final String FIELD = "[redacted:field]";
  private static final int REMEMBERED = 10_000;

  /** Bytes that were looked through, as what: as text they may hide what they show as JSON. */
  private record Clean(Digest digest, boolean json) {}

  private final Redaction rules;
  private final Detectors detectors;
  private final List<Pattern> slots;
  private final List<Pattern> fields;
  private final Set<Clean> clean = ConcurrentHashMap.newKeySet();

  Redactor(Redaction rules) {
    this.rules = rules;
    this.detectors = new Detectors(rules.detectors());
    this.slots = rules.slots().stream().map(slot -> pattern(slot, ".*")).toList();
    this.fields = rules.fields().stream().map(Redactor::field).toList();
  }

  private static Pattern field(String path) {
    return path.startsWith("**.")
        ? Pattern.compile("(.*\\.)?" + pattern(path.substring(3), "[^.]*").pattern())
        : pattern(path, "[^.]*");
  }

  private static Pattern pattern(String text, String star) {
    StringBuilder out = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      out.append(out.length() == 0 ? "" : star).append(part.isEmpty() ? "" : Pattern.quote(part));
      if (out.length() == 0) {
        out.append("(?:)");
      }
    }
    return Pattern.compile(out.toString());
  }

  /** The drafts as they may be written. */
  List<Draft> redacted(List<Draft> drafts) {
    return rules.isNone() ? drafts : drafts.stream().map(this::redacted).toList();
  }

  private Draft redacted(Draft draft) {
    Map<String, Artifact> payloads = new LinkedHashMap<>(draft.payloads());
    Map<String, Map<String, Integer>> counts = new HashMap<>(draft.redacted());
    for (Map.Entry<String, Artifact> slot : draft.payloads().entrySet()) {
      if (concerns(slot.getKey(), slot.getValue())) {
        Map<String, Integer> found = new TreeMap<>();
        payloads.put(slot.getKey(), redacted(slot.getKey(), slot.getValue(), found));
        if (!found.isEmpty()) {
          counts.put(slot.getKey(), Map.copyOf(found));
        }
      }
    }
    return new Draft(draft.position(), draft.body(), draft.code(), payloads, counts);
  }

  private boolean concerns(String slot, Artifact artifact) {
    return !STRUCTURE.contains(slot)
        && slots.stream().anyMatch(pattern -> pattern.matcher(slot).matches())
        && (isJson(artifact.mediaType()) || artifact.mediaType().value().startsWith("text/"))
        && !clean.contains(clean(artifact));
  }

  private static Clean clean(Artifact artifact) {
    return new Clean(artifact.digest(), isJson(artifact.mediaType()));
  }

  private static boolean isJson(MediaType type) {
    return type.value().equals("application/json") || type.value().endsWith("+json");
  }

  private Artifact redacted(String slot, Artifact artifact, Map<String, Integer> found) {
    byte[] bytes = bytes(slot, artifact);
    byte[] masked =
        isJson(artifact.mediaType()) ? maskJson(slot, bytes, found) : maskText(slot, bytes, found);
    Artifact result =
        found.isEmpty() ? artifact : new JsonArtifacts().of(artifact.mediaType(), masked);
    if (clean.size() >= REMEMBERED) {
      clean.clear();
    }
    clean.add(clean(result));
    return result;
  }

  private static byte[] bytes(String slot, Artifact artifact) {
    if (artifact.size() > Sealer.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "The payload (" + slot + ") is larger than " + Sealer.MAX_PAYLOAD + " bytes.");
    }
    try (InputStream in = artifact.open()) {
      return in.readNBytes(Math.toIntExact(artifact.size() + 1));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The payload (" + slot + ") cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] maskText(String slot, byte[] bytes, Map<String, Integer> found) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return detectors.mask(text, found).getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw unreadable(slot, "it is not UTF-8", e);
    }
  }

  private byte[] maskJson(String slot, byte[] bytes, Map<String, Integer> found) {
    try {
      return Json.canonical(mask("", Json.tree(bytes), found));
    } catch (IllegalArgumentException e) {
      throw unreadable(slot, e.getMessage(), e);
    }
  }

  /** What cannot be looked through must not pass as if it had been. */
  private static IllegalArgumentException unreadable(String slot, String why, Exception cause) {
    return new IllegalArgumentException(
        "The payload ("
            + slot
            + ") cannot be redacted: "
            + why
            + ". Maybe correct it, or take its slot out of redact.slots.",
        cause);
  }

  private JsonNode mask(String path, JsonNode node, Map<String, Integer> found) {
    if (!path.isEmpty() && fields.stream().anyMatch(field -> field.matcher(path).matches())) {
      return masked(node, found);
    }
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> object.set(name, mask(join(path, name), object.get(name), found)));
      return object;
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, mask(join(path, Integer.toString(i)), array.get(i), found));
      }
      return array;
    }
    return node.isTextual() ? TextNode.valueOf(detectors.mask(node.textValue(), found)) : node;
  }

  private static JsonNode masked(JsonNode node, Map<String, Integer> found) {
    if (node.isNull() || node.asText().equals(FIELD)) {
      return node;
    }
    found.merge("field", 1, Integer::sum);
    return TextNode.valueOf(FIELD);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
