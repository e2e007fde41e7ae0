package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.task.Artifact;
import io.consilium.json.Example;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task of one step that shows a plugin at work: an example out of its jar as a pipeline and
 * files, written to a directory. JSON is YAML, so the pipeline is written as JSON.
 *
 * @param pipeline its file
 * @param files in the order of the pipeline's inputs
 */
record DevTask(Path pipeline, List<Path> files) {
  private static final Map<String, String> ENDINGS =
      Map.of("text/csv", ".csv", "text/html", ".html", "text/markdown", ".md");

  /**
   * Makes a task of the first example that is to be solved.
   *
   * @param capabilities what the host's experts declare, as it replies to {@code plugins}
   * @return empty if the jar carries none for an expert that is there
   */
  static Optional<DevTask> of(Path jar, JsonNode capabilities, Path directory) throws IOException {
    for (Example example : Example.in(jar)) {
      for (JsonNode capability : capabilities) {
        if (example.expect() == Example.Expect.SOLVED
            && capability.path("name").asText().equals(example.called())) {
          return Optional.of(write(example, capability, directory));
        }
      }
    }
    return Optional.empty();
  }

  private static DevTask write(Example example, JsonNode capability, Path directory)
      throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode inputs = nodes.objectNode();
    ObjectNode given = nodes.objectNode();
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, List<Artifact>> input : new TreeMap<>(example.inputs()).entrySet()) {
      List<Artifact> artifacts = input.getValue();
      if (!artifacts.isEmpty()) {
        ObjectNode role = inputs.putObject(input.getKey());
        role.putArray("media").add(artifacts.get(0).mediaType().value());
        role.put("min", artifacts.size()).put("max", artifacts.size());
        given.put(input.getKey(), "task." + input.getKey());
        for (Artifact artifact : artifacts) {
          files.add(write(artifact, directory.resolve(input.getKey() + "-" + files.size())));
        }
      }
    }
    ObjectNode outputs = nodes.objectNode();
    capability
        .path("outputs")
        .fieldNames()
        .forEachRemaining(name -> outputs.put(name, "example." + name));
    ObjectNode step = nodes.objectNode().put("capability", example.called());
    step.put("goal", example.goal());
    step.set("inputs", given);
    step.set("with", Json.tree(Json.canonical(example.parameters())));
    ObjectNode pipeline = nodes.objectNode().put("pipeline", "dev").put("goal", "dev.example");
    pipeline.put("description", "The example " + example.name() + " of a plugin under way.");
    pipeline.set("inputs", inputs);
    pipeline.putObject("budget").put("cycles", 2).put("steps", 4).put("levels", 1);
    pipeline.putObject("planner").put("use", "method-library");
    pipeline.putObject("gate").put("use", "top-1");
    pipeline.putObject("halting").put("use", "evidence");
    ObjectNode method = pipeline.putArray("methods").addObject().put("name", "example");
    method.put("achieves", "dev.example");
    method.putObject("steps").set("example", step);
    method.set("outputs", outputs);
    Path file = directory.resolve("dev.yaml");
    Files.writeString(file, pipeline.toPrettyString(), StandardCharsets.UTF_8);
    return new DevTask(file, List.copyOf(files));
  }

  private static Path write(Artifact artifact, Path named) throws IOException {
    String media = artifact.mediaType().value();
    String ending =
        ENDINGS.getOrDefault(
            media, media.endsWith("json") ? ".json" : media.startsWith("text/") ? ".txt" : "");
    Path file = named.resolveSibling(named.getFileName() + ending);
    try (InputStream in = artifact.open()) {
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
