package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checkpoint among the resources, through the state's written form as in the loop. */
class ShippedNetworkTest {
  private static final String PUZZLE =
      "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79";
  private static final String SOLUTION =
      "534678912672195348198342567859761423426853791713924856961537284287419635345286179";

  private final Network network =
      Networks.shipped(Optional.empty()).named(Networks.SUDOKU).orElseThrow();

  @Test
  void isSmallEnoughToShip() throws Exception {
    try (var in =
        Networks.class.getResourceAsStream(
            "/io/consilium/framework/planners/hrm/sudoku.safetensors")) {
      assertThat(in.readAllBytes().length).isLessThan(2 << 20);
    }
    assertThat(network.digest()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void solvesAnEasyPuzzleWithinItsSegments() {
    Grid grid = GraphProposerTest.grid(PUZZLE);
    Optional<byte[]> state = Optional.empty();
    String proposed = "";
    for (int i = 0; i < 16 && !proposed.equals(SOLUTION); i++) {
      Network.Step step =
          network.step(grid, state, new Network.Start(0, 7), () -> false).orElseThrow();
      state = Optional.of(step.state());
      proposed =
          Arrays.stream(step.cells()).mapToObj(Integer::toString).collect(Collectors.joining());
    }
    assertThat(proposed).isEqualTo(SOLUTION);
  }
}
