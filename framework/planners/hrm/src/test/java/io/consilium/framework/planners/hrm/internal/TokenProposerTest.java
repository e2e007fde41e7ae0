package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.api.data.Grid;
import io.consilium.api.data.Segment;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import io.consilium.framework.neural.mixture.Gating;
import io.consilium.tck.TestContext;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenProposerTest {
  private static final Network.Start START = new Network.Start(0, 7);
  private static final Grid GRID =
      new Grid(
          "sudoku",
          List.of(
              List.of(1, 0, 0, 0), List.of(0, 0, 0, 2), List.of(0, 3, 0, 0), List.of(0, 0, 4, 0)));

  @TempDir private Path directory;
  private Networks networks;

  @AfterEach
  void close() {
    networks.close();
  }

  private Network network(ObjectNode config) throws Exception {
    SmallNetworks.write(directory.resolve("small.safetensors"), config);
    networks = new Networks(Map.of(), Optional.of(directory));
    return networks.named("small").orElseThrow(() -> new AssertionError(networks.trouble("small")));
  }

  private Network trm() throws Exception {
    return network(SmallNetworks.trm());
  }

  private static Network.Step first(Network network, Network.Start start) {
    return network.step(GRID, Optional.empty(), start, () -> false).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"SWITCH, 1", "MIXTRAL, 2"})
  void theRecordedSegmentSaysHowItsMixturesRouted(Gating gating, double chosen) throws Exception {
    Network network = network(SmallNetworks.mixture(SmallNetworks.trm(), gating));

    Solved solved =
        (Solved)
            new ProposeExpert(networks)
                .solve(
                    new Assignment(
                        "grid.propose",
                        "Think",
                        Map.of("grid", List.of(Task4.ARTIFACTS.of(GRID))),
                        new Settings(Map.of("network", "small", "step", 1))),
                    TestContext.create());

    Segment segment = Task4.ARTIFACTS.read(solved.outputs().get("segment"), Segment.class);
    assertThat(segment.network()).isEqualTo(network.digest()).startsWith("sha256:");
    assertThat(segment.routing())
        .extracting(Segment.Routing::block)
        .containsExactly("L_level.layers.0", "L_level.layers.1");
    assertThat(segment.routing())
        .allSatisfy(
            one -> {
              assertThat(one.load()).hasSize(SmallNetworks.EXPERTS);
              assertThat(one.load().stream().mapToDouble(share -> share).sum())
                  .isCloseTo(chosen, within(1e-9));
              assertThat(one.dropped()).isZero();
              assertThat(one.entropy()).isBetween(0.0, 1.0);
              assertThat(one.gini()).isBetween(0.0, 1.0);
            });
    assertThat((Double) solved.facts().values().get("active"))
        .isCloseTo(chosen / SmallNetworks.EXPERTS, within(0.01));
  }

  @Test
  void eachSegmentTellsOfItsOwnTokensOnly() throws Exception {
    Network network = network(SmallNetworks.mixture(SmallNetworks.trm(), Gating.SWITCH));

    assertThat(first(network, START).routing()).isEqualTo(first(network, START).routing());
  }

  @Test
  void aDenseNetworkTellsOfNoRouting() throws Exception {
    Network.Step step = first(trm(), START);

    assertThat(step.routing()).isEmpty();
    assertThat(step.active()).isEqualTo(1);
    assertThat(step.flops()).isPositive();
  }

  @Test
  void whatIsGivenStands() throws Exception {
    int[] given = Cells.of(GRID);
    int[] cells = first(trm(), START).cells();

    for (int at = 0; at < given.length; at++) {
      assertThat(cells[at]).isBetween(0, 4);
      assertThat(given[at]).isIn(0, cells[at]);
    }
  }

  @Test
  void firstBeginsAsItWasTrainedAndLaterFromNoiseOfTheSeed() throws Exception {
    Network network = trm();

    byte[] begun = first(network, START).state();
    byte[] again = first(network, new Network.Start(1, 7)).state();
    assertThat(first(network, new Network.Start(0, 8)).state()).isEqualTo(begun);
    assertThat(again).isNotEqualTo(begun);
    assertThat(first(network, new Network.Start(1, 7)).state()).isEqualTo(again);
    assertThat(first(network, new Network.Start(1, 8)).state()).isNotEqualTo(again);
  }

  @Test
  void goesOnFromTheStateItGave() throws Exception {
    Network network = trm();
    Network.Step first = first(network, START);

    Network.Step second =
        network.step(GRID, Optional.of(first.state()), START, () -> false).orElseThrow();

    assertThat(second.state()).hasSameSizeAs(first.state()).isNotEqualTo(first.state());
    assertThat(second.change()).isPositive().isLessThan(2 * first.change());
  }

  @Test
  void aStateOfAnotherPuzzleIsRefused() throws Exception {
    Network network = trm();
    byte[] state = first(network, START).state();
    int[] cells = Cells.of(GRID);
    cells[0] = 4;
    Grid other = new Grid("sudoku", Cells.rows(cells, 4));

    assertThatThrownBy(() -> network.step(other, Optional.of(state), START, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another network or grid");
  }

  @Test
  void hrmAlsoSaysWhatGoingOnPromises() throws Exception {
    assertThat(first(trm(), START).proceed()).isEmpty();
    networks.close();
    assertThat(first(network(SmallNetworks.config("hrm", "sudoku4", 4, 6)), START).proceed())
        .isPresent();
  }

  @Test
  void isStoppedInTheMiddleOfASegment() throws Exception {
    Network network = trm();
    int[] asked = {0};

    assertThat(network.step(GRID, Optional.empty(), START, () -> asked[0]++ > 2)).isEmpty();
    assertThat(asked[0]).isEqualTo(4);
  }

  @Test
  void marksAPathInAMaze() throws Exception {
    Network network = network(SmallNetworks.config("trm", "maze", 5, 6));
    int[] cells = new int[25];
    Arrays.fill(cells, 5, 9, 1);
    cells[0] = 2;
    cells[24] = 3;
    Grid maze = new Grid("maze", Cells.rows(cells, 5));

    assertThat(network.suits(maze)).isTrue();
    assertThat(network.contradiction(maze)).isEmpty();
    int[] marked = network.step(maze, Optional.empty(), START, () -> false).orElseThrow().cells();
    assertThat(marked[0]).isEqualTo(2);
    assertThat(marked[5]).isEqualTo(1);
    assertThat(marked[24]).isEqualTo(3);
    assertThat(marked).hasSize(25);
  }

  @Test
  void takesOnlyWhatItWasTrainedFor() throws Exception {
    Network network = trm();

    assertThat(network.suits(GRID)).isTrue();
    assertThat(network.suits(new Grid("maze", GRID.cells()))).isFalse();
    assertThat(network.suits(new Grid("sudoku", Cells.rows(new int[36], 6)))).isFalse();
    assertThat(network.suits(new Grid("sudoku", List.of()))).isFalse();
    int[] wrong = Cells.of(GRID);
    wrong[1] = 5;
    assertThat(network.suits(new Grid("sudoku", Cells.rows(wrong, 4)))).isFalse();
    wrong[1] = 1;
    assertThat(network.contradiction(new Grid("sudoku", Cells.rows(wrong, 4)))).isPresent();
    assertThat(network.contradiction(GRID)).isEmpty();
  }

  @Test
  void onceClosedItIsAskedNoMore() throws Exception {
    Network network = trm();
    networks.close();

    assertThatThrownBy(() -> first(network, START))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void twoTasksInTurnsDoNotInfluenceEachOther() throws Exception {
    Network network = network(SmallNetworks.mixture(SmallNetworks.trm(), Gating.SWITCH));
    int[] cells = Cells.of(GRID);
    cells[1] = 2;
    Grid other = new Grid("sudoku", Cells.rows(cells, 4));
    List<Network.Step> alone = List.of(second(network, GRID), second(network, other));

    byte[] one = step(network, GRID, Optional.empty()).state();
    byte[] two = step(network, other, Optional.empty()).state();
    Network.Step first = step(network, GRID, Optional.of(one));
    Network.Step second = step(network, other, Optional.of(two));

    same(first, alone.get(0));
    same(second, alone.get(1));
    assertThat(first.state()).isNotEqualTo(second.state());
  }

  private static Network.Step second(Network network, Grid grid) {
    return step(network, grid, Optional.of(step(network, grid, Optional.empty()).state()));
  }

  private static Network.Step step(Network network, Grid grid, Optional<byte[]> state) {
    return network.step(grid, state, START, () -> false).orElseThrow();
  }

  /** Vector sums may differ in their last bits. */
  private static void same(Network.Step actual, Network.Step wanted) {
    assertThat(actual.halt()).isCloseTo(wanted.halt(), within(1e-3));
    assertThat(actual.change()).isCloseTo(wanted.change(), within(1e-3));
    assertThat(actual.routing()).hasSameSizeAs(wanted.routing());
  }

  @Test
  void aNetworkThatCannotBeMadeIsNotMadeAgainAndAgain() throws Exception {
    Path file = directory.resolve("small.safetensors");
    Checkpoint good = SmallNetworks.write(file, SmallNetworks.trm());
    Checkpoint.write(
        file, SmallNetworks.trm().put("L_layers", 1), good.training(), good.tensors().values());
    networks = new Networks(Map.of(), Optional.of(directory));
    Network network = networks.named("small").orElseThrow();

    Throwable why = catchThrowable(() -> first(network, START));
    assertThat(why).isInstanceOf(UncheckedIOException.class);
    assertThat(catchThrowable(() -> first(network, START)).getCause()).isSameAs(why.getCause());
  }

  @Test
  void aPassThatIsTooLargeAShareOfTheBoundIsRefusedUnmade() throws Exception {
    networks = new Networks(Map.of(), Optional.empty());
    Checkpoint good =
        SmallNetworks.write(directory.resolve("small.safetensors"), SmallNetworks.trm());

    assertThatThrownBy(() -> TokenProposer.of(good, 1 << 12))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("A pass")
        .hasMessageContaining("consilium.tensor.memory");
    TokenProposer.of(good, 1 << 20).close();
  }
}
