package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.data.Grid;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.FusedGraphNetwork;
import io.consilium.framework.neural.graph.GraphCheckpoint;
import io.consilium.framework.neural.graph.GraphConfig;
import io.consilium.framework.neural.graph.GraphWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphProposerTest {
  private static final String PUZZLE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";

  private static final Network.Start START = new Network.Start(0, 7);

  private static GraphWeights weights(float scale) {
    GraphConfig shape =
        new GraphConfig(
            16, 4, 16, 2, List.of("cell", "row", "column", "box", "row_in_box", "column_in_box"));
    GraphWeights weights = GraphWeights.random(shape, new SplittableRandom(1));
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] *= scale;
    }
    return weights;
  }

  private static GraphProposer network(String digest, float scale) {
    return new GraphProposer(new FusedGraphNetwork(weights(scale), digest));
  }

  private final GraphProposer network = network("sha256:a", 1);

  static Grid grid(String puzzle) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < 9; row++) {
      rows.add(
          puzzle
              .substring(9 * row, 9 * row + 9)
              .chars()
              .map(c -> c == '.' ? 0 : c - '0')
              .boxed()
              .toList());
    }
    return new Grid("sudoku", rows);
  }

  private Network.Step first(String puzzle) {
    return network.step(grid(puzzle), Optional.empty(), START, () -> false).orElseThrow();
  }

  @Test
  void keepsTheGivensAndFillsEveryCell() {
    int[] cells = first(PUZZLE).cells();

    for (int cell = 0; cell < 81; cell++) {
      assertThat(cells[cell]).isBetween(1, 9);
      if (PUZZLE.charAt(cell) != '.') {
        assertThat(cells[cell]).isEqualTo(PUZZLE.charAt(cell) - '0');
      }
    }
  }

  @Test
  void equalSeedsGiveEqualStepsAndOthersDoNot() {
    assertThat(first(PUZZLE).state()).isEqualTo(first(PUZZLE).state());
    assertThat(
            network
                .step(grid(PUZZLE), Optional.empty(), new Network.Start(0, 8), () -> false)
                .orElseThrow()
                .state())
        .isNotEqualTo(first(PUZZLE).state());
  }

  @Test
  void goesOnFromTheStateItGave() {
    Network.Step first = first(PUZZLE);

    Network.Step second =
        network.step(grid(PUZZLE), Optional.of(first.state()), START, () -> false).orElseThrow();

    assertThat(second.state()).hasSameSizeAs(first.state()).isNotEqualTo(first.state());
    assertThat(second.change()).isPositive().isFinite();
  }

  @Test
  void aStateOfAnotherNetworkPuzzleOrFormIsRefused() {
    byte[] state = first(PUZZLE).state();
    byte[] cut = java.util.Arrays.copyOf(state, state.length - 2);
    byte[] infinite = state.clone();
    infinite[infinite.length - 1] = 0x7c;
    infinite[infinite.length - 2] = 0;

    refused(network("sha256:b", 1), PUZZLE, state, "another network or grid");
    refused(network, "1" + PUZZLE.substring(1), state, "another network or grid");
    refused(network, PUZZLE, cut, "another network or grid");
    refused(network, PUZZLE, new byte[] {1, 2, 3}, "3 bytes");
    refused(network, PUZZLE, new byte[400], "none of this kind");
    refused(network, PUZZLE, infinite, "no number");
  }

  private static void refused(GraphProposer asked, String puzzle, byte[] state, String why) {
    assertThatThrownBy(() -> asked.step(grid(puzzle), Optional.of(state), START, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void isStoppedInTheMiddleOfASegment() {
    AtomicInteger asked = new AtomicInteger();

    assertThat(
            network.step(grid(PUZZLE), Optional.empty(), START, () -> asked.incrementAndGet() > 1))
        .isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void weightsThatOverflowGiveWhatIsNoNumber() {
    Network.Step step =
        network("sha256:c", Float.MAX_VALUE)
            .step(grid(PUZZLE), Optional.empty(), START, () -> false)
            .orElseThrow();

    assertThat(step.halt()).isNaN();
  }

  @Test
  void takesNothingButSudokuOfSideNine() {
    assertThat(network.suits(grid(PUZZLE))).isTrue();
    assertThat(network.suits(new Grid("maze", grid(PUZZLE).cells()))).isFalse();
    assertThat(
            network.suits(new Grid("sudoku", Collections.nCopies(16, Collections.nCopies(16, 0)))))
        .isFalse();
    assertThat(network.suits(new Grid("sudoku", List.of()))).isFalse();
  }

  @Test
  void saysWhatContradictsItself() {
    assertThat(network.contradiction(grid("55" + PUZZLE.substring(2)))).isPresent();
    assertThat(network.contradiction(grid(PUZZLE))).isEmpty();
  }

  @Test
  void aFullGridIsItsOwnProposal() {
    String full =
        "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

    assertThat(first(full).cells()).containsExactly(full.chars().map(c -> c - '0').toArray());
  }

  @Test
  void isKnownByTheDigestOfItsCheckpoint(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("network.safetensors");
    String digest =
        GraphCheckpoint.write(file, weights(1), JsonNodeFactory.instance.objectNode()).digest();

    GraphProposer read = GraphProposer.of(Checkpoint.read(file));

    assertThat(read.digest()).isEqualTo(digest).startsWith("sha256:");
    assertThat(read.step(grid(PUZZLE), Optional.empty(), START, () -> false).orElseThrow().cells())
        .isEqualTo(first(PUZZLE).cells());
  }

  @Test
  void anAlteredCheckpointDoesNotLoad(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("network.safetensors");
    GraphCheckpoint.write(file, weights(1), JsonNodeFactory.instance.objectNode());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 9));

    assertThatThrownBy(() -> GraphProposer.of(Checkpoint.read(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Maybe");
  }

  @Test
  void countsWhatItSpends() {
    GraphConfig one = new GraphConfig(1, 1, 1, 1, List.of("cell"));
    int[] allButOne = new int[81];
    ConstraintGraph open = ConstraintGraph.sudoku(allButOne, 3, 3);

    // 729 nodes of 1 + 2 + 1, groups 81 + 3 * 81 + 2 * 243 of 2; two a multiply-add, two updates.
    assertThat(one.flops(open)).isEqualTo(2 * 2 * (729 * 4 + 810 * 2.0));
  }

  @Test
  void aCheckpointForOtherPoolingsDoesNotLoad(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("network.safetensors");
    GraphConfig shape = new GraphConfig(4, 2, 4, 1, List.of("cell", "row"));
    GraphCheckpoint.write(
        file,
        GraphWeights.random(shape, new SplittableRandom(1)),
        JsonNodeFactory.instance.objectNode());

    assertThatThrownBy(() -> GraphProposer.of(Checkpoint.read(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("pools over [cell, row]")
        .hasMessageContaining("Maybe");
  }

  /** With plain loops, which give equal bits: the expert itself is declared to vary. */
  @Test
  void twoTasksInTurnsDoNotInfluenceEachOther() {
    GraphProposer plain = new GraphProposer(FusedGraphNetwork.plain(weights(1), "sha256:a"));
    String other = "8" + ".".repeat(80);
    byte[] alone = second(plain, PUZZLE);
    byte[] otherAlone = second(plain, other);

    byte[] one = state(plain, PUZZLE, Optional.empty());
    byte[] two = state(plain, other, Optional.empty());
    assertThat(state(plain, PUZZLE, Optional.of(one))).isEqualTo(alone);
    assertThat(state(plain, other, Optional.of(two))).isEqualTo(otherAlone);
  }

  private static byte[] second(GraphProposer asked, String puzzle) {
    return state(asked, puzzle, Optional.of(state(asked, puzzle, Optional.empty())));
  }

  private static byte[] state(GraphProposer asked, String puzzle, Optional<byte[]> before) {
    return asked.step(grid(puzzle), before, START, () -> false).orElseThrow().state();
  }
}
