package io.consilium.framework.neural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads configurations as the repositories sapientinc/HRM and
 * SamsungSAILMontreal/TinyRecursiveModels publish them beside a checkpoint: {@code all_config.yaml}
 * of a run or {@code config/arch/*.yaml}, with {@code vocab_size}, {@code seq_len} and {@code
 * num_puzzle_identifiers} of the data's {@code dataset.json}. Their network's settings stand at the
 * top or under {@code arch}.
 */
public final class ReferenceConfig {

  private static final List<String> NEEDED =
      List.of(
          "seq_len",
          "vocab_size",
          "hidden_size",
          "num_heads",
          "expansion",
          "H_cycles",
          "L_cycles",
          "L_layers",
          "pos_encodings",
          "halt_max_steps");

  /** Modules of the references' code that are HRM or TRM; others share tensor names with them. */
  private static final Set<String> HRM = Set.of("hrm", "hrm_act_v1");

  private static final Set<String> TRM = Set.of("trm");

  /** What the reference's class has where the file is silent. */
  private static final int TRM_PUZZLE_TOKENS = 16;

  private ReferenceConfig() {}

  /**
   * The network that a published configuration describes. Whether the weights fit it is {@link
   * Checkpoint#requireWeights}'s to say.
   *
   * @param published the files' settings in one object
   * @param weights tell HRM from TRM where {@code name} does not
   * @throws IllegalArgumentException naming every setting that is missing, or one that makes no
   *     network
   */
  public static NetworkConfig read(ObjectNode published, Checkpoint weights) {
    ObjectNode settings = flat(published);
    boolean hrm = isHrm(settings.path("name").asText(""), weights);
    List<String> missing = new ArrayList<>(NEEDED);
    if (hrm) {
      missing.add("H_layers");
    }
    if (settings.path("puzzle_emb_ndim").asInt() > 0) {
      missing.add("num_puzzle_identifiers");
    }
    missing.removeIf(settings::hasNonNull);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The configuration lacks (%s). Maybe give the run's all_config.yaml and its data's dataset.json both."
              .formatted(String.join(", ", missing)));
    }
    if (!hrm && !settings.hasNonNull("puzzle_emb_len")) {
      settings.put("puzzle_emb_len", TRM_PUZZLE_TOKENS);
    }
    return hrm ? Configs.hrm(settings) : Configs.trm(settings);
  }

  /** With {@code arch} on top, and each {@code ${.setting}} replaced by what it points to. */
  private static ObjectNode flat(ObjectNode published) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    flat.setAll(published);
    if (published.get("arch") instanceof ObjectNode arch) {
      flat.setAll(arch);
    }
    ObjectNode resolved = flat.deepCopy();
    flat.fields()
        .forEachRemaining(
            setting -> {
              String text = setting.getValue().asText();
              if (text.startsWith("${.") && text.endsWith("}")) {
                JsonNode there = flat.path(text.substring(3, text.length() - 1));
                resolved.set(setting.getKey(), there);
              }
            });
    return resolved;
  }

  private static boolean isHrm(String name, Checkpoint weights) {
    if (name.isEmpty()) {
      return weights.tensors().keySet().stream()
          .anyMatch(tensor -> tensor.startsWith("model.inner.H_level."));
    }
    String module = name.replaceFirst("@.*", "").replaceFirst(".*\\.", "");
    if (!HRM.contains(module) && !TRM.contains(module)) {
      throw new IllegalArgumentException(
          "The configuration is for a network (%s) that is neither HRM nor TRM. Maybe name: hrm or name: trm."
              .formatted(name));
    }
    return HRM.contains(module);
  }
}
