package io.consilium.framework.pipeline.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Budget;
import io.consilium.api.task.MediaType;
import io.consilium.framework.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a checked tree into a pipeline, with the documented defaults. */
public final class PipelineReader {
  public static final String METHOD_LIBRARY = "method-library";
  private static final ObjectMapper PLAIN = new ObjectMapper();

  private PipelineReader() {}

  /** The pipeline that a tree declares. */
  public static Pipeline pipeline(JsonNode root, String digest) {
    return new Pipeline(
        root.path("pipeline").asText(),
        digest,
        root.path("description").asText(""),
        root.path("goal").asText(),
        roles(root.path("inputs")),
        budget(root.path("budget")),
        planner(root),
        use(root.path("gate"), "top-1"),
        use(root.path("halting"), "evidence"));
  }

  private static List<Pipeline.Role> roles(JsonNode inputs) {
    List<Pipeline.Role> roles = new ArrayList<>();
    inputs.fields().forEachRemaining(entry -> roles.add(role(entry.getKey(), entry.getValue())));
    return roles;
  }

  private static Pipeline.Role role(String name, JsonNode role) {
    List<MediaType> media = new ArrayList<>();
    role.path("media").forEach(type -> media.add(new MediaType(type.asText())));
    int min = role.path("min").asInt(1);
    int max = most(role);
    JsonNode line = role.path("each").path("line");
    return new Pipeline.Role(
        name, media, min, max, line.isTextual() ? Optional.of(line.asText()) : Optional.empty());
  }

  /** How many inputs a role takes: one, or as many as it needs, unless it says. */
  static int most(JsonNode role) {
    return role.path("max").asInt(Math.max(1, role.path("min").asInt(1)));
  }

  private static Budget budget(JsonNode budget) {
    Budget otherwise = Budget.DEFAULT;
    return new Budget(
        budget.path("cycles").asInt(otherwise.cycles()),
        budget.path("steps").asInt(otherwise.steps()),
        budget.has("time") ? Durations.parse(budget.path("time").asText()) : otherwise.time(),
        budget.path("cost").asDouble(otherwise.cost()),
        budget.path("levels").asInt(otherwise.levels()));
  }

  private static Pipeline.Use planner(JsonNode root) {
    Pipeline.Use use = use(root.path("planner"), METHOD_LIBRARY);
    if (!root.has("methods")) {
      return use;
    }
    Map<String, Object> settings = new LinkedHashMap<>(use.settings().values());
    settings.put("methods", plain(root.path("methods")));
    return new Pipeline.Use(use.id(), new Settings(settings));
  }

  private static Pipeline.Use use(JsonNode use, String otherwise) {
    Object settings = use.has("settings") ? plain(use.path("settings")) : Map.of();
    return new Pipeline.Use(use.path("use").asText(otherwise), Settings.of((Map<?, ?>) settings));
  }

  /** Maps, lists and scalars, in order. */
  private static Object plain(JsonNode node) {
    return PLAIN.convertValue(node, Object.class);
  }
}
