package io.consilium.framework.planners.hrm.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import io.consilium.framework.neural.mixture.Balance;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.token.TokenNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checkpoints of small token networks with random weights, as the trainer writes them. */
final class SmallNetworks {
  static final int EXPERTS = 4;

  private SmallNetworks() {}

  static ObjectNode config(String kind, String task, int side, int vocabulary) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind)
        .put("task", task)
        .put("side", side)
        .put("seq_len", side * side)
        .put("vocab_size", vocabulary)
        .put("hidden_size", 16)
        .put("num_heads", 2)
        .put("expansion", 1)
        .put("H_cycles", 2)
        .put("L_cycles", 2)
        .put("H_layers", 1)
        .put("L_layers", 2)
        .put("halt_max_steps", 16);
  }

  /** A TRM for Sudoku of side 4. */
  static ObjectNode trm() {
    return config("trm", "sudoku4", 4, 6);
  }

  static ObjectNode mixture(ObjectNode config, Gating gating) {
    config.set("mixture", new MixtureConfig(EXPERTS, gating, 1, 0, new Balance.None()).write());
    return config;
  }

  static Checkpoint write(Path file, ObjectNode config) throws IOException {
    return Checkpoint.write(file, config, JsonNodeFactory.instance.objectNode(), weights(config));
  }

  /** Random ones. */
  static List<Tensor> weights(ObjectNode config) {
    try (TokenNetwork made = TokenNetwork.create(config, 1)) {
      return made.network().tensors();
    }
  }
}
