package io.consilium.json.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import io.consilium.json.Example;
import io.consilium.json.Json;
import io.consilium.json.JsonArtifacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads an {@link Example}; what it does not know it refuses, so that a slip is not passed over.
 */
public final class ExampleReader {
  private static final Set<String> FIELDS =
      Set.of("capability", "verifier", "goal", "inputs", "parameters", "expect", "code");
  private static final Set<String> CONTENTS = Set.of("media", "text", "base64", "value");

  private final JsonArtifacts artifacts = new JsonArtifacts();

  private ExampleReader() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Example read(String name, byte[] json) {
    try {
      return new ExampleReader().example(name, Json.tree(json));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The example " + name + ": " + e.getMessage(), e);
    }
  }

  private Example example(String name, JsonNode json) {
    known(json, FIELDS, "an example");
    boolean expert = json.path("capability").isTextual();
    if (expert == json.path("verifier").isTextual()) {
      throw new IllegalArgumentException(
          "It needs a capability, or a verifier's id, one of the two. Maybe write \"capability\":"
              + " \"text.word-count\".");
    }
    return new Example(
        name,
        expert ? Example.Of.EXPERT : Example.Of.VERIFIER,
        json.path(expert ? "capability" : "verifier").asText(),
        json.path("goal").asText(name),
        inputs(json.path("inputs")),
        parameters(json.path("parameters")),
        expect(json.path("expect"), expert),
        json.path("code").asText(""));
  }

  private static Example.Expect expect(JsonNode json, boolean expert) {
    if (json.isMissingNode()) {
      return expert ? Example.Expect.SOLVED : Example.Expect.ACCEPTED;
    }
    return Arrays.stream(Example.Expect.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(json.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"expect\" must be one of solved, declined, failed, accepted, rejected ("
                        + json.asText()
                        + ")."));
  }

  private static Settings parameters(JsonNode json) {
    if (json.isMissingNode()) {
      return Settings.EMPTY;
    }
    return Json.read(Json.canonical(json), Settings.class);
  }

  private Map<String, List<Artifact>> inputs(JsonNode json) {
    if (!json.isMissingNode() && !json.isObject()) {
      throw new IllegalArgumentException("\"inputs\" must have fields, one for each input.");
    }
    Map<String, List<Artifact>> inputs = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            input -> {
              List<Artifact> contents = new ArrayList<>();
              for (JsonNode one : list(input.getValue())) {
                contents.add(content(input.getKey() + "[" + contents.size() + "]", one));
              }
              inputs.put(input.getKey(), List.copyOf(contents));
            });
    return inputs;
  }

  private static Iterable<JsonNode> list(JsonNode json) {
    return json.isArray() ? json : List.of(json);
  }

  private Artifact content(String where, JsonNode json) {
    known(json, CONTENTS, where);
    MediaType media = new MediaType(json.path("media").asText());
    long forms = CONTENTS.stream().filter(one -> !one.equals("media") && json.has(one)).count();
    if (forms != 1) {
      throw new IllegalArgumentException(
          where + " needs its content as one of \"text\", \"base64\" and \"value\".");
    }
    if (json.has("value")) {
      return artifacts.of(media, Json.canonical(json.path("value")));
    }
    return artifacts.of(
        media,
        json.has("text")
            ? json.path("text").asText().getBytes(StandardCharsets.UTF_8)
            : Base64.getMimeDecoder().decode(json.path("base64").asText()));
  }

  private static void known(JsonNode json, Set<String> fields, String what) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " must be a JSON object.");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new IllegalArgumentException(
            what
                + " has no field ("
                + name
                + "). Known: "
                + fields.stream().sorted().collect(Collectors.joining(", "))
                + ".");
      }
    }
  }
}
