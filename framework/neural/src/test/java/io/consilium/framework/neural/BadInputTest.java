package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What fits no network is refused by name. */
class BadInputTest {

  private final ObjectNode config = (ObjectNode) Golden.config("hrm_puz");
  private final Batch batch = Golden.of("hrm_puz_steps").batch(1);

  @Test
  void configurationsKeepTheirMeaningThroughJson() {
    HrmConfig hrm = Configs.hrm(config);
    assertThat(Configs.hrm(Configs.write(hrm))).isEqualTo(hrm);
    assertThat(Configs.write(hrm).get("pos_encodings").asText()).isEqualTo("rope");
    TrmConfig trm = Configs.trm(Golden.config("trm_mlp"));
    assertThat(Configs.trm(Configs.write(trm))).isEqualTo(trm);
  }

  @Test
  void paperSizesAreThePapers() {
    assertThat(HrmConfig.paper(81, 11).positions()).isEqualTo(82);
    assertThat(TrmConfig.paper(81, 11, false).positions()).isEqualTo(97);
  }

  @Test
  void sizesThatMakeNoNetworkAreNamed() {
    refused("num_heads", 3, "hidden_size 32 is no multiple of num_heads 3");
    refused("num_heads", 32, "Rotary positions need heads of even width");
    refused("H_cycles", 0, "H_cycles is 0, not at least 1");
    refused("hidden_size", -1, "hidden_size is -1");
    refused("L_layers", 0, "H_layers 2, L_layers 0: each is at least 1");
    assertThatThrownBy(() -> Configs.hrm(config.deepCopy().put("seq_len", "many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setting seq_len can't be read")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> Configs.hrm(config.get("no such case")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A network's configuration is a JSON object, not null");
    assertThatThrownBy(() -> Configs.hrm(new ObjectMapper().createObjectNode()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void refused(String setting, int value, String message) {
    ObjectNode changed = config.deepCopy().put(setting, value);
    assertThatThrownBy(() -> Configs.hrm(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void weightsOfAnotherNetworkAreNamed() {
    Map<String, FloatBuffer> weights = new LinkedHashMap<>(Golden.of("hrm_puz_weights").buffers());
    FloatBuffer head = weights.get("model.inner.lm_head.weight");
    weights.put("model.inner.lm_head.weight", FloatBuffer.allocate(3));
    badWeights(weights, "lm_head.weight has 3 numbers, not 352");
    float[] diverged = new float[head.limit()];
    diverged[7] = Float.NaN;
    weights.put("model.inner.lm_head.weight", FloatBuffer.wrap(diverged));
    badWeights(weights, "lm_head.weight holds NaN at 7");
    weights.remove("model.inner.lm_head.weight");
    weights.put("model.inner.other", FloatBuffer.allocate(1));
    badWeights(weights, "missing [model.inner.lm_head.weight], unknown [model.inner.other]");
  }

  private static void badWeights(Map<String, FloatBuffer> weights, String message) {
    try (ReasoningNetwork network = Golden.network("hrm_puz")) {
      assertThatThrownBy(() -> network.parameters().load(weights))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void puzzlesOfAnotherKindAreNamed() {
    try (ReasoningNetwork network = Golden.network("hrm_puz")) {
      Carry carry = network.initialCarry(batch);
      refused(network, carry, Batch.of(3, new int[3 * 9]), "reads 16 tokens, not 9");
      refused(network, carry, Batch.of(2, new int[32]), "3 x 16 can't go on as 2 x 16");
      int[] inputs = batch.inputs().clone();
      inputs[5] = 11;
      refused(network, carry, Batch.of(3, inputs), "Token 11 is none of this network's 0 to 10");
      Batch unknown = new Batch(3, batch.inputs(), batch.labels(), new int[] {0, 5, 1});
      refused(network, carry, unknown, "Puzzle 5 is none");
    }
    assertThatThrownBy(() -> new Batch(2, new int[3], new int[3], new int[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(
      ReasoningNetwork network, Carry carry, Batch offered, String message) {
    assertThatThrownBy(() -> network.step(carry, offered, Act.evaluate()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void wayBackExistsOnlyInTraining() {
    try (Scratch scratch = new Scratch()) {
      Level level = new Level("L_level", List.of());
      Run run = new Run(scratch, 1, 1, false, () -> false, Observer.NONE);
      Pass pass = level.forward(run, scratch.zeros(1, 4));
      assertThatThrownBy(() -> pass.backward(pass.output()))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
