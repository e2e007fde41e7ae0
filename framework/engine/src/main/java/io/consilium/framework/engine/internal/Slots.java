package io.consilium.framework.engine.internal;

import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Names of payload slots, and what stands in them: {@code in.table.0}, {@code out.series}. */
final class Slots {
  static final String IN = "in.";
  static final String OUT = "out.";
  static final String INPUT = "input";
  static final String SHOWN = "shown";

  /** Digest of the contents that a question only describes. */
  static final String ABOUT = "about";

  static final String NAME = "name";
  static final String MESSAGE = "message";
  static final String PLAN = "plan";
  static final String LABELS = "labels";
  static final String FACTS = "facts";
  static final String FINDINGS = "findings";
  static final String CANDIDATES = "candidates";

  /** Artifacts of one kind that stand in one record. */
  static final int MAX_LISTED = 100;

  static final JsonArtifacts ARTIFACTS = new JsonArtifacts();

  private Slots() {}

  /** Named lists as {@code <prefix><name>.<i>}. */
  static Map<String, Artifact> numbered(String prefix, Map<String, List<Artifact>> named) {
    Map<String, Artifact> slots = new HashMap<>();
    named.forEach(
        (name, artifacts) -> {
          for (int i = 0; i < artifacts.size(); i++) {
            slots.put(prefix + name + "." + i, artifacts.get(i));
          }
        });
    return slots;
  }

  /**
   * Inputs of a call or a check. Very many would not fit into one record: they are left out then,
   * and the fold takes what the plan's references stand for, which is the same.
   */
  static Map<String, Artifact> inputs(Map<String, List<Artifact>> inputs) {
    return some(IN, inputs);
  }

  /** As {@link #numbered}, or nothing where there are too many for one record. */
  static Map<String, Artifact> some(String prefix, Map<String, List<Artifact>> named) {
    int count = named.values().stream().mapToInt(List::size).sum();
    return count > MAX_LISTED ? Map.of() : numbered(prefix, named);
  }

  /** The inverse of {@link #numbered}. */
  static Map<String, List<Artifact>> named(String prefix, Map<String, Artifact> slots) {
    Map<String, TreeMap<Integer, Artifact>> found = new HashMap<>();
    slots.forEach(
        (slot, artifact) -> {
          int dot = slot.lastIndexOf('.');
          if (slot.startsWith(prefix) && dot > prefix.length()) {
            found
                .computeIfAbsent(slot.substring(prefix.length(), dot), name -> new TreeMap<>())
                .put(Integer.parseInt(slot.substring(dot + 1)), artifact);
          }
        });
    Map<String, List<Artifact>> named = new HashMap<>();
    found.forEach((name, artifacts) -> named.put(name, List.copyOf(artifacts.values())));
    return named;
  }

  /** Single outputs, {@code out.<name>}. */
  static Map<String, List<Artifact>> outputs(Map<String, Artifact> slots) {
    Map<String, List<Artifact>> outputs = new HashMap<>();
    slots.forEach(
        (slot, artifact) -> {
          if (slot.startsWith(OUT)) {
            outputs.put(slot.substring(OUT.length()), new ArrayList<>(List.of(artifact)));
          }
        });
    outputs.replaceAll((name, artifacts) -> List.copyOf(artifacts));
    return outputs;
  }

  /** Labels of inputs, {@code label.<i>}; very many share one slot, {@code labels}. */
  static Map<String, Artifact> labels(List<String> labels) {
    if (labels.size() > MAX_LISTED) {
      return Map.of(LABELS, json(labels));
    }
    Map<String, Artifact> slots = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      slots.put("label." + i, text(labels.get(i)));
    }
    return slots;
  }

  /** The inverse of {@link #labels(List)}; empty texts where they are gone. */
  static List<String> labels(Map<String, Artifact> slots, int count) {
    if (slots.containsKey(LABELS)) {
      return List.of(Json.read(bytes(slots.get(LABELS)), String[].class));
    }
    return IntStream.range(0, count).mapToObj(i -> text(slots, "label." + i)).toList();
  }

  static Artifact text(String text) {
    return ARTIFACTS.of(MediaType.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static Artifact json(Object value) {
    return ARTIFACTS.of(MediaType.JSON, Json.canonical(value));
  }

  /** A message slot, or nothing for an empty text. */
  static Map<String, Artifact> message(String text) {
    return text.isEmpty() ? Map.of() : Map.of(MESSAGE, text(text));
  }

  /** The facts in their slot; none if there is none. */
  static Facts facts(Map<String, Artifact> slots) {
    Artifact facts = slots.get(FACTS);
    return facts == null ? Facts.NONE : Json.read(bytes(facts), Facts.class);
  }

  /** The text in a slot; empty if there is none. */
  static String text(Map<String, Artifact> slots, String slot) {
    Artifact artifact = slots.get(slot);
    return artifact == null ? "" : new String(bytes(artifact), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Artifact artifact) {
    try (InputStream in = artifact.open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("A payload cannot be read: " + e.getMessage(), e);
    }
  }
}
