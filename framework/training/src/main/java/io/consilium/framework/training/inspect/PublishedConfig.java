package io.consilium.framework.training.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.Configs;
import io.consilium.framework.neural.HrmConfig;
import io.consilium.framework.neural.NetworkConfig;
import io.consilium.framework.neural.ReferenceConfig;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.training.task.BadInput;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Gives an official checkpoint, which has none, the configuration that is published beside it. */
final class PublishedConfig {
  private static final long MOST_BYTES = 1 << 20;

  /** PyYAML's True and False; no alias, with which a small file could unfold into a vast one. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setMaxAliasesForCollections(0)
          .setAllowRecursiveKeys(false)
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedConfig() {}

  /**
   * The checkpoint with the configuration that its network and task are made from.
   *
   * @param files YAML or JSON; of a setting in several the last one counts
   * @throws BadInput if one is no such file, or they describe no network for a task known here
   */
  static Checkpoint give(Checkpoint checkpoint, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new BadInput(
          "The checkpoint ("
              + checkpoint.source()
              + ") holds no configuration. Maybe it is an official one: give the all_config.yaml"
              + " beside it, and its data's dataset.json, each with --config.");
    }
    ObjectNode published = JsonNodeFactory.instance.objectNode();
    for (Path file : files) {
      published.setAll(read(file));
    }
    try {
      NetworkConfig network = ReferenceConfig.read(published, checkpoint);
      ObjectNode config = (ObjectNode) Configs.write(network);
      config.put("kind", network instanceof HrmConfig ? "hrm" : "trm");
      config.put("task", task(published, network));
      config.put("side", (int) Math.sqrt(network.seqLen()));
      return checkpoint.withConfig(config);
    } catch (IllegalArgumentException e) {
      throw new BadInput(files + ": " + e.getMessage(), e);
    }
  }

  /**
   * As the data sets of the references are made: dataset/build_sudoku_dataset.py and the others.
   */
  private static String task(ObjectNode published, NetworkConfig network) {
    if (published.hasNonNull("task")) {
      return published.get("task").asText();
    }
    int side = (int) Math.sqrt(network.seqLen());
    if (side * side == network.seqLen() && network.vocabSize() == 6) {
      return "maze";
    }
    if (network.seqLen() == 81 && network.vocabSize() == 11) {
      return "sudoku";
    }
    throw new IllegalArgumentException(
        "Inputs of (%d) tokens, each of (%d), belong to no task known here. Maybe add a line: task: sudoku, sudoku4 or maze."
            .formatted(network.seqLen(), network.vocabSize()));
  }

  private static ObjectNode read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new BadInput(
          "The configuration ("
              + file
              + ") has "
              + Files.size(file)
              + " bytes. Maybe another file"
              + " was meant.");
    }
    try {
      JsonNode read = JSON.valueToTree(new Load(SETTINGS).loadFromString(Files.readString(file)));
      if (read instanceof ObjectNode settings) {
        return settings;
      }
      throw new BadInput(
          "The configuration (" + file + ") has no settings. Maybe another file was meant.");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw bad(file, "line " + line + ": " + e.getProblem(), e);
    } catch (YamlEngineException | IllegalArgumentException | MalformedInputException e) {
      throw bad(file, e.getMessage(), e);
    }
  }

  private static BadInput bad(Path file, String problem, Exception cause) {
    return new BadInput(
        "The configuration ("
            + file
            + ") is neither YAML nor JSON: "
            + problem
            + ". Maybe check it"
            + " in an editor.",
        cause);
  }
}
