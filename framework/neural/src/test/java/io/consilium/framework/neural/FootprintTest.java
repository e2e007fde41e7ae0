package io.consilium.framework.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.mixture.Balance;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.framework.neural.mixture.MixtureConfig;
import io.consilium.framework.neural.mixture.MixtureFactory;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.framework.runtimes.tensor.Tensors;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network needs is known, and refused, before anything is allocated. */
class FootprintTest {

  @ParameterizedTest
  @ValueSource(strings = {"hrm_puz", "hrm_nopuz", "trm_att", "trm_mlp", "trm_learned_nopuz"})
  void countsWeightsExactlyAndAPassAtItsLeast(String name) {
    try (ReasoningNetwork network = Golden.network(name)) {
      NetworkConfig config = network.config();
      FeedForward.Factory part = FeedForward.Factory.swiGlu(config.expansion());
      assertThat(ReasoningNetwork.weights(config, part)).isEqualTo(network.parameters().count());
      Footprint footprint = Footprint.of(config, part);
      Batch batch = Golden.of(name + "_steps").batch(1);
      Carry carry = network.initialCarry(batch);

      network.step(carry, batch, Act.evaluate());
      double forward = footprint.passBytes(batch.size(), false);
      assertThat(forward).isBetween(0.3 * network.scratchBytes(), 1.0 * network.scratchBytes());
      network.train(carry, batch, Act.evaluate(), CrossEntropy.STABLEMAX, 1);
      double training = footprint.passBytes(batch.size(), true);
      assertThat(training).isBetween(0.3 * network.scratchBytes(), 1.0 * network.scratchBytes());
    }
  }

  @Test
  void countsTheWeightsOfMixtures() {
    MixtureConfig mixture = new MixtureConfig(4, Gating.MIXTRAL, 2, 0, new Balance.Bias(0.001));
    TrmConfig config = Configs.trm(Golden.config("trm_att"));
    try (Trm network = Trm.create(config, 1, new MixtureFactory(mixture))) {
      assertThat(ReasoningNetwork.weights(config, new MixtureFactory(mixture)))
          .isEqualTo(network.parameters().count());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hidden_size\": 2000000000 | hidden_size is 2000000000, above 65536",
        "\"seq_len\": 2000000000 | seq_len is 2000000000, above 1048576",
        "\"vocab_size\": 2147483647 | vocab_size is 2147483647, above 16777216",
        "\"L_cycles\": 1000000 | L_cycles is 1000000, above 1024",
        "\"L_layers\": 5000 | L_layers is 5000, above 1024",
        "\"expansion\": 1e9 | expansion is 1.0E9, not in (0, 64]",
        "\"hidden_size\": 65536, \"vocab_size\": 1000000 | longest weight would take 250000 MB",
        "\"num_puzzle_identifiers\": 268435456 | longest weight would take 32768 MB, above 8192 MB",
        "\"hidden_size\": 8192, \"H_layers\": 1024 | its weights and gradients would take",
        "\"seq_len\": 1048576 | a step's longest array would take",
      })
  void absurdSizesAreRefusedByNameWithTheBound(String settings, String message) throws IOException {
    ObjectNode config = (ObjectNode) Golden.config("hrm_puz");
    config.setAll((ObjectNode) new ObjectMapper().readTree("{" + settings + "}"));
    assertThatThrownBy(() -> Hrm.create(Configs.hrm(config), 1).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
  }

  @Test
  void aPassThatCannotFitIsRefused() {
    HrmConfig config = HrmConfig.paper(81, 11);
    Footprint footprint = Footprint.of(config, FeedForward.Factory.swiGlu(4));
    assertThatThrownBy(() -> footprint.requirePassFits(10_000_000, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("puzzles at once 10000000")
        .hasMessageContaining("Maybe fewer puzzles at once");
  }

  @Test
  void whatOthersLeaveNoRoomForIsRefusedAndMayFitLater() {
    HrmConfig config = HrmConfig.paper(81, 11);
    Footprint all = Footprint.of(config, FeedForward.Factory.swiGlu(4));
    double needed = all.weightBytes() + all.passBytes(1, false);
    try (ReasoningNetwork other = Golden.network("trm_att")) {
      assertThat(other.parameters().count()).isPositive();
      assertThatThrownBy(() -> bound(all, needed).requireLeft())
          .isInstanceOf(TensorMemoryExhausted.class)
          .hasMessageContaining("others hold")
          .hasMessageContaining("Maybe");
    }
    bound(all, needed + Tensors.health().usedBytes()).requireLeft();
  }

  private static Footprint bound(Footprint all, double bound) {
    return new Footprint(all.config(), all.weights(), all.trained(), all.row(), bound);
  }

  @Test
  void aMakeThatRunsOutOfMemoryIsToldAsSuchAndGivesBackWhatItTook() {
    TrmConfig config = Configs.trm(Golden.config("trm_att"));
    Golden.network("trm_att").close();
    FeedForward.Factory real = FeedForward.Factory.swiGlu(config.expansion());
    FeedForward.Factory failing =
        new FeedForward.Factory() {
          @Override
          public FeedForward.Size size(int width) {
            return real.size(width);
          }

          @Override
          public FeedForward create(Parameters parameters, String prefix, int width) {
            throw new OutOfMemoryError("Physical memory usage is too high: physicalBytes (1G)");
          }
        };
    long before = Tensors.health().usedBytes();

    assertThatThrownBy(() -> Trm.create(config, 1, failing).close())
        .isInstanceOf(TensorMemoryExhausted.class)
        .hasMessageContaining("consilium.tensor.memory");
    assertThat(Tensors.health().usedBytes()).isLessThanOrEqualTo(before);
  }

  @Test
  void aStepThatRunsOutOfMemoryIsToldAsSuchAndGivesBackWhatItTook() {
    try (ReasoningNetwork network = Golden.network("trm_att")) {
      Batch batch = Golden.of("trm_att_steps").batch(1);
      Carry carry = network.initialCarry(batch);
      Act act =
          Act.evaluate()
              .stoppedBy(
                  () -> {
                    throw new IllegalStateException("Failed to allocate 1 byte");
                  });

      assertThatThrownBy(() -> network.step(carry, batch, act))
          .isInstanceOf(TensorMemoryExhausted.class);
      assertThatThrownBy(() -> network.train(carry, batch, act, CrossEntropy.STABLEMAX, 1))
          .isInstanceOf(TensorMemoryExhausted.class);
      assertThat(network.scratchBytes()).isZero();
      network.step(carry, batch, Act.evaluate());
      assertThat(network.scratchBytes()).isPositive();
    }
  }
}
