package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations as the reference repositories publish them. */
class ReferenceConfigTest {
  @TempDir private Path folder;

  /** The weights as torch.compile names them, without a configuration. */
  private Checkpoint official(String name) throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    Safetensors.write(
        file,
        Map.of("format", "pt"),
        Golden.of(name + "_weights").tensors().stream()
            .filter(tensor -> !tensor.name().startsWith("nonpersistent."))
            .map(tensor -> tensor.named("_orig_mod." + tensor.name()))
            .toList());
    return Checkpoint.read(file);
  }

  /** As all_config.yaml has it, the network under arch, with the data's three sizes beside. */
  private static ObjectNode published(String name, String network) {
    ObjectNode arch = (ObjectNode) Golden.config(name);
    ObjectNode all = JsonNodeFactory.instance.objectNode().put("lr", 1e-4).put("epochs", 20000);
    for (String data : new String[] {"vocab_size", "seq_len", "num_puzzle_identifiers"}) {
      all.set(data, arch.remove(data));
    }
    if (arch.get("puzzle_emb_ndim").asInt() == arch.get("hidden_size").asInt()) {
      arch.put("puzzle_emb_ndim", "${.hidden_size}");
    }
    arch.putObject("loss").put("name", "losses@ACTLossHead");
    all.set("arch", arch.put("name", network));
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "hrm_puz, hrm.hrm_act_v1@HierarchicalReasoningModel_ACTV1",
    "hrm_nopuz, ''",
    "trm_att, recursive_reasoning.trm@TinyRecursiveReasoningModel_ACTV1",
    "trm_mlp, ''"
  })
  void anOfficialCheckpointWithItsConfigurationThinksAsTheReference(String name, String network)
      throws IOException {
    Checkpoint checkpoint = official(name);
    NetworkConfig config = ReferenceConfig.read(published(name, network), checkpoint);

    assertThat(config).isInstanceOf(name.startsWith("hrm") ? HrmConfig.class : TrmConfig.class);
    try (ReasoningNetwork made =
        config instanceof HrmConfig hrm ? Hrm.create(hrm, 1) : Trm.create((TrmConfig) config, 1)) {
      made.load(checkpoint);
      Golden steps = Golden.of(name + "_steps");
      Batch batch = steps.batch(1);
      Step step = made.step(made.initialCarry(batch), batch, Act.evaluate());
      steps.equal("eval.1.logits", step.outputs().logits(), 1e-4);
    }
  }

  @Test
  void everythingThatIsMissingIsNamed() throws IOException {
    Checkpoint checkpoint = official("hrm_puz");
    ObjectNode all = published("hrm_puz", "");
    all.remove("seq_len");
    all.remove("num_puzzle_identifiers");
    ((ObjectNode) all.get("arch")).remove("H_layers");
    assertThatThrownBy(() -> ReferenceConfig.read(all, checkpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lacks (seq_len, H_layers, num_puzzle_identifiers)")
        .hasMessageContaining("dataset.json");
  }

  @Test
  void otherNetworksOfTheRepositoriesAreRefused() throws IOException {
    Checkpoint checkpoint = official("trm_att");
    String other = "recursive_reasoning.trm_singlez@TinyRecursiveReasoningModel_ACTV1";
    assertThatThrownBy(() -> ReferenceConfig.read(published("trm_att", other), checkpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other)
        .hasMessageContaining("neither HRM nor TRM");
  }

  @Test
  void weightsOfAnotherSizeAreNamed() throws IOException {
    Checkpoint checkpoint = official("trm_mlp");
    try (ReasoningNetwork made = Golden.network("trm_att")) {
      assertThatThrownBy(() -> made.load(checkpoint))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Tensor (model.inner.L_level.layers.0.self_attn.qkv_proj.weight)")
          .hasMessageContaining("Maybe it belongs to another network or configuration");
    }
  }

  @Test
  void aConfigurationThatAsksForOtherWeightsIsRefusedBeforeTheyAreMade() throws IOException {
    Checkpoint checkpoint = official("hrm_nopuz");
    HrmConfig big = HrmConfig.paper(16, 11);
    assertThatThrownBy(
            () -> ReasoningNetwork.requireHeld(big, FeedForward.Factory.swiGlu(4), checkpoint))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its configuration needs");
  }
}
