package io.consilium.framework.neural.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.checkpoint.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphNetworkTest {
  private static final GraphConfig SMALL = new GraphConfig(32, 16, 32, 2, ConstraintGraph.SUDOKU);
  private static final GraphConfig ODD = new GraphConfig(20, 7, 9, 2, ConstraintGraph.SUDOKU);

  @TempDir Path directory;

  private static ConstraintGraph puzzle() {
    return ConstraintGraph.sudoku(cells(), 3, 3);
  }

  private static int[] cells() {
    return "98.7..6..75..4......3..8.7.5....7.3.....2...7......1.63.....4...9...5.8....2....1"
        .chars()
        .map(c -> c == '.' ? 0 : c - '0')
        .toArray();
  }

  private static GraphWeights weights(GraphConfig config) {
    GraphWeights weights = GraphWeights.random(config, new SplittableRandom(3));
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 2 * config.width(); i++) {
      weights.values()[weights.halt + i] = (float) (0.3 * random.nextGaussian());
    }
    return weights;
  }

  @Test
  void allPathsAgreeOverSeveralSegments() {
    for (GraphConfig config : List.of(SMALL, ODD)) {
      GraphWeights weights = weights(config);
      GraphNetwork reference = new Nd4jGraphNetwork(weights, "reference");
      for (Kernels kernels : List.of(new PlainKernels(), new VectorKernels())) {
        GraphNetwork fused = new FusedGraphNetwork(weights, "fused", kernels);
        GraphCarry carry = fused.start(puzzle(), 7);
        for (int i = 0; i < 4; i++) {
          GraphStep expected = reference.step(carry, () -> false);
          GraphStep step = fused.step(carry, () -> false);
          assertClose(step.carry().answer(), expected.carry().answer(), kernels.name());
          assertClose(step.carry().latent(), expected.carry().latent(), kernels.name());
          assertThat(step.halt()).isCloseTo(expected.halt(), within(1e-4f));
          assertThat(step.change()).isCloseTo(expected.change(), within(1e-4));
          carry = step.carry();
        }
      }
    }
  }

  private static void assertClose(float[] actual, float[] expected, String who) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("%s at %d", who, i).isCloseTo(expected[i], within(3e-4f));
    }
  }

  @Test
  void symbolsAreInterchangeable() {
    int[] names = {0, 4, 7, 1, 9, 2, 8, 3, 6, 5};
    int[] renamed = java.util.Arrays.stream(cells()).map(symbol -> names[symbol]).toArray();
    ConstraintGraph first = puzzle();
    ConstraintGraph second = ConstraintGraph.sudoku(renamed, 3, 3);
    int[] twin = new int[first.nodes()];
    for (int node = 0; node < twin.length; node++) {
      for (int other = 0; other < twin.length; other++) {
        if (second.cell(other) == first.cell(node)
            && second.symbol(other) == names[first.symbol(node)]) {
          twin[node] = other;
        }
      }
    }
    GraphNetwork network = new FusedGraphNetwork(weights(SMALL), "fused");
    GraphCarry carry = network.start(first, 5);
    float[] latent = new float[carry.latent().length];
    for (int node = 0; node < twin.length; node++) {
      System.arraycopy(carry.latent(), node * 32, latent, twin[node] * 32, 32);
    }
    GraphCarry moved = new GraphCarry(second, new float[latent.length], latent, 0);

    float[] logits = network.step(carry, () -> false).logits();
    float[] others = network.step(moved, () -> false).logits();

    for (int node = 0; node < twin.length; node++) {
      assertThat(others[twin[node]]).isCloseTo(logits[node], within(1e-4f));
    }
  }

  @Test
  void aStepLeavesTheCarryGivenAsItWas() {
    GraphNetwork network = new FusedGraphNetwork(weights(SMALL), "fused");
    GraphCarry carry = network.start(puzzle(), 7);
    float[] before = carry.latent().clone();

    network.step(carry, () -> false);

    assertThat(carry.latent()).containsExactly(before);
    assertThat(carry.step()).isZero();
  }

  @Test
  void stopsBetweenTwoUpdates() {
    AtomicInteger asked = new AtomicInteger();
    for (GraphNetwork network :
        List.of(
            new FusedGraphNetwork(weights(SMALL), "fused"),
            new Nd4jGraphNetwork(weights(SMALL), "reference"))) {
      asked.set(0);
      GraphCarry carry = network.start(puzzle(), 7);

      assertThatThrownBy(() -> network.step(carry, () -> asked.incrementAndGet() == 2))
          .isInstanceOf(CancellationException.class);
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void checkpointsKeepWeightsAndShape() throws Exception {
    GraphWeights weights = weights(SMALL);
    Path file = directory.resolve("net.safetensors");

    Checkpoint written =
        GraphCheckpoint.write(file, weights, JsonNodeFactory.instance.objectNode());
    GraphNetwork read = GraphNetwork.load(file);

    assertThat(read.digest()).isEqualTo(written.digest()).startsWith("sha256:");
    assertThat(read.config()).isEqualTo(SMALL);
    GraphCarry carry = read.start(puzzle(), 1);
    assertThat(read.step(carry, () -> false).logits())
        .containsExactly(new FusedGraphNetwork(weights, "x").step(carry, () -> false).logits());
  }

  @Test
  void checkpointsOfOtherNetworksAreRefused() throws Exception {
    Path file = directory.resolve("other.safetensors");
    Checkpoint.write(
        file,
        JsonNodeFactory.instance.objectNode().put("kind", "hrm"),
        JsonNodeFactory.instance.objectNode(),
        List.of(Tensor.of("a", new int[] {1}, new float[1])));

    assertThatThrownBy(() -> GraphNetwork.load(file))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("hrm");
  }

  @Test
  void aConfigurationThatAsksForMoreThanTheFileHoldsIsRefusedBeforeAnythingIsAllocated()
      throws Exception {
    ObjectNode config =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "graph")
            .put("width", 4096)
            .put("message", 4096)
            .put("hidden", 4096)
            .put("updates", 6);
    config.putArray("poolings").add("cell").add("row");
    Path file = directory.resolve("greedy.safetensors");
    Checkpoint.write(
        file,
        config,
        JsonNodeFactory.instance.objectNode(),
        List.of(Tensor.of("a", new int[] {1}, new float[1])));

    assertThatThrownBy(() -> GraphNetwork.load(file))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("holds 1 weights");
  }

  @Test
  void sizesBeyondAnyArrayAreRefusedBeforeAnythingIsAllocated() {
    assertThatThrownBy(() -> new GraphConfig(1 << 20, 8, 8, 1, List.of("cell")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sizes up to 4096")
        .hasMessageContaining("not 1048576");
    GraphConfig vast = new GraphConfig(4096, 4096, 4096, 4096, Collections.nCopies(64, "cell"));
    assertThatThrownBy(() -> new GraphWeights(vast))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Weights would take")
        .hasMessageContaining("Maybe a smaller puzzle or network");
    // 262,144 candidates times 8,192 is the first number that an int cannot hold.
    ConstraintGraph open = ConstraintGraph.sudoku(new int[64 * 64], 8, 8);
    GraphConfig wide = new GraphConfig(4, 4, 4096, 1, ConstraintGraph.SUDOKU);
    assertThatThrownBy(() -> wide.requirePassFits(open, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A pass over 262144 candidates would take")
        .hasMessageContaining("the longest array of it 8192 MB");
    assertThatThrownBy(() -> ConstraintGraph.sudoku(new int[0], 1 << 16, 1 << 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A box has 1 to 64 cells");
  }

  @Test
  void damagedWeightsDoNotGoUnnoticed() {
    GraphWeights weights = weights(SMALL);
    weights.values()[weights.downProj] = Float.NaN;
    GraphNetwork network = new FusedGraphNetwork(weights, "damaged");

    assertThatThrownBy(() -> network.step(network.start(puzzle(), 1), () -> false))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("damaged");
  }
}
