package io.consilium.framework.training.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.framework.neural.NetworkConfig.Positions;
import io.consilium.framework.neural.Trm;
import io.consilium.framework.neural.TrmConfig;
import io.consilium.framework.neural.checkpoint.Safetensors;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.training.task.Puzzles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints without a configuration, with the files that the references write beside them. */
class OfficialCheckpointTest {
  private static final String ALL_CONFIG =
      """
      arch:
        H_cycles: 2
        H_layers: 0
        L_cycles: 1
        L_layers: 1
        expansion: 1
        forward_dtype: bfloat16
        halt_exploration_prob: 0.1
        halt_max_steps: 4
        hidden_size: 16
        loss:
          loss_type: stablemax_cross_entropy
          name: losses@ACTLossHead
        mlp_t: True
        name: recursive_reasoning.trm@TinyRecursiveReasoningModel_ACTV1
        no_ACT_continue: true
        num_heads: 2
        pos_encodings: none
        puzzle_emb_len: 2
        puzzle_emb_ndim: ${.hidden_size}
      data_path: data/sudoku4
      global_batch_size: 768
      project_name: null
      task: sudoku4
      """;

  private static final String DATASET =
      "{\"pad_id\": 0, \"ignore_label_id\": 0, \"blank_identifier_id\": 0, \"vocab_size\": 6,"
          + " \"seq_len\": 16, \"num_puzzle_identifiers\": 1, \"sets\": [\"all\"]}";

  @TempDir private Path directory;
  private Path weights;
  private Path config;
  private Path dataset;

  @BeforeEach
  void publish() throws IOException {
    weights = directory.resolve("step_26040.safetensors");
    config = Files.writeString(directory.resolve("all_config.yaml"), ALL_CONFIG);
    dataset = Files.writeString(directory.resolve("dataset.json"), DATASET);
    TrmConfig sizes =
        new TrmConfig(16, 6, 16, 2, 1, 2, 1, 1, 16, 2, 1, Positions.NONE, true, true, 0, 0, 4, 0.1);
    try (Trm network = Trm.create(sizes, 7)) {
      List<Tensor> tensors = new ArrayList<>();
      for (Tensor one : network.tensors()) {
        // A buffer of one axis in the original.
        int[] written = one.name().endsWith("_init") ? new int[] {16} : one.shape();
        tensors.add(Tensor.of("_orig_mod." + one.name(), written, one.floats()));
      }
      Safetensors.write(weights, Map.of("format", "pt"), tensors);
    }
  }

  @Test
  void worksOnPuzzles() throws IOException {
    try (Thinker thinker = Thinkers.open(weights, List.of(config, dataset))) {
      assertThat(thinker.task().name()).isEqualTo("sudoku4");
      assertThat(thinker.maxSteps()).isEqualTo(4);
      Study study = new Study(thinker, Puzzles.generated(thinker.task(), 2, 1), 2, 1);
      assertThat(study.accuracy().rows()).hasSize(3);
    }
  }

  @Test
  void needsItsConfigurationAndSaysWhereThatIs() {
    refused(List.of(), "holds no configuration", "--config");
    refused(List.of(config), "lacks (seq_len, vocab_size, num_puzzle_identifiers)", "dataset.json");
    refused(List.of(dataset), "lacks (hidden_size", "all_config.yaml");
  }

  @Test
  void refusesAConfigurationThatDoesNotFitTheTensors() throws IOException {
    Files.writeString(config, ALL_CONFIG.replace("hidden_size: 16", "hidden_size: 32"));
    refused(List.of(config, dataset), "its configuration needs", "Maybe");
    Files.writeString(config, ALL_CONFIG.replace("mlp_t: True", "mlp_t: False"));
    refused(List.of(config, dataset), "Tensor (model.inner.L_level.layers.0.self_attn", "Maybe");
    Files.writeString(config, ALL_CONFIG.replace("task: sudoku4\n", ""));
    Files.writeString(dataset, DATASET.replace("16", "17"));
    refused(List.of(config, dataset), "(17) tokens", "belong to no task known here", "Maybe");
  }

  @Test
  void refusesWhatIsNoConfiguration() throws IOException {
    Files.writeString(config, "arch: [1, 2");
    refused(List.of(config, dataset), "all_config.yaml", "neither YAML nor JSON", "Maybe");
    Files.writeString(config, "a: &x [1]\nb: [*x, *x]\n");
    refused(List.of(config, dataset), "all_config.yaml", "Maybe");
    Files.writeString(config, "just words");
    refused(List.of(config), "has no settings", "Maybe");
    Files.write(config, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refused(List.of(config), "all_config.yaml", "Maybe");
    assertThatThrownBy(() -> Thinkers.open(weights, List.of(directory.resolve("none"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  private void refused(List<Path> configs, String... messages) {
    assertThatThrownBy(() -> Thinkers.open(weights, configs).close())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(messages);
  }
}
