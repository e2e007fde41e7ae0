package io.consilium.framework.planners.hrm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.Segment;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.host.Settings;
import io.consilium.api.task.Artifact;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.tck.TestContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProposeExpertTest {
  private final FakeNetwork network = new FakeNetwork();
  private final ProposeExpert expert =
      new ProposeExpert(new Networks(Map.of("sudoku", () -> network), Optional.empty()));

  private static Grid grid(int first, int second) {
    return new Grid(
        "sudoku",
        List.of(
            List.of(first, second, 0, 0),
            List.of(0, 0, 0, 2),
            List.of(0, 3, 0, 0),
            List.of(0, 0, 4, 0)));
  }

  private ExpertOutcome propose(Grid grid, byte[] state, Map<String, Object> parameters) {
    Map<String, List<Artifact>> inputs = new HashMap<>();
    inputs.put("grid", List.of(Task4.ARTIFACTS.of(grid)));
    if (state != null) {
      inputs.put("state", List.of(Task4.ARTIFACTS.of(ProposeExpert.STATE, state)));
    }
    return expert.solve(
        new Assignment("grid.propose", "Think", inputs, new Settings(parameters)),
        TestContext.create());
  }

  @Test
  void saysWhatTheNetworkProposesAndThinksOfIt() throws Exception {
    Solved solved =
        (Solved) propose(grid(1, 0), new byte[] {0, 0, 0, 6}, Map.of("restart", 2, "step", 7));

    GridSolution solution =
        Task4.ARTIFACTS.read(solved.outputs().get("solution"), GridSolution.class);
    Segment segment = Task4.ARTIFACTS.read(solved.outputs().get("segment"), Segment.class);
    assertThat(solution.status()).isEqualTo(GridSolution.Status.PROPOSED);
    assertThat(solution.method()).isEqualTo("network");
    assertThat(solution.effort()).isEqualTo(7);
    assertThat(segment.network()).isEqualTo(network.digest());
    assertThat(segment.restart()).isEqualTo(2);
    assertThat(segment.step()).isEqualTo(7);
    assertThat(segment.halt()).isEqualTo(-1);
    assertThat(solved.outputs().get("state").open().readAllBytes()).containsExactly(0, 0, 0, 7);
    assertThat(solved.facts().values()).containsEntry("halt", -1.0).containsEntry("change", 0.5);
    assertThat(solved.confidence()).isBetween(0.26, 0.27);
  }

  @Test
  void isNeverQuiteSure() {
    network.halt = 1_000;
    assertThat(((Solved) propose(grid(1, 0), null, Map.of())).confidence()).isEqualTo(0.99);
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    Declined declined = (Declined) propose(grid(1, 0), new byte[] {1, 2}, Map.of());

    assertThat(declined.code()).isEqualTo("bad-input");
    assertThat(declined.message()).contains("none of this network's").contains("Maybe");
  }

  @Test
  void anUnsuitedGridIsDeclined() {
    Declined declined =
        (Declined) propose(new Grid("maze", List.of(List.of(2, 3))), null, Map.of());

    assertThat(declined.code()).isEqualTo("unsuited");
    assertThat(declined.message()).contains("maze of 1 rows");
  }

  /** The grid of side 9 with these clues in its first cells. */
  private static Grid clues(int... first) {
    int[] cells = Arrays.copyOf(first, 81);
    return new Grid("sudoku", Cells.rows(cells, 9));
  }

  @Test
  void aSudokuOfSideNineWithTooFewCluesForOneSolutionIsDeclinedBeforeAnythingIsThought() {
    int[] sixteen = {1, 2, 3, 4, 5, 6, 7, 8, 9, 4, 5, 6, 7, 8, 9, 1};
    int[] seventeen = Arrays.copyOf(sixteen, 17);
    seventeen[16] = 2;
    ProposeExpert any =
        new ProposeExpert(
            new Networks(
                Map.of(
                    "sudoku",
                    () ->
                        new FakeNetwork() {
                          @Override
                          public boolean suits(Grid grid) {
                            return true;
                          }
                        }),
                Optional.empty()));

    assertThat(code(any, clues(sixteen))).isEqualTo("few-clues");
    assertThat(code(any, clues())).isEqualTo("few-clues");
    assertThat(propose(any, clues(seventeen))).isInstanceOf(Solved.class);
    assertThat(propose(any, new Grid("maze", clues().cells()))).isInstanceOf(Solved.class);
    assertThat(propose(any, grid(1, 0))).isInstanceOf(Solved.class);
  }

  private static ExpertOutcome propose(ProposeExpert asked, Grid grid) {
    return asked.solve(
        new Assignment(
            "grid.propose",
            "Think",
            Map.of("grid", List.of(Task4.ARTIFACTS.of(grid))),
            Settings.EMPTY),
        TestContext.create());
  }

  private static String code(ProposeExpert asked, Grid grid) {
    return ((Declined) propose(asked, grid)).code();
  }

  @Test
  void contradictoryGivensAreDeclinedWithWhatIsWrong() {
    Declined declined = (Declined) propose(grid(1, 1), null, Map.of());

    assertThat(declined.code()).isEqualTo("contradiction");
    assertThat(declined.message()).contains("stands twice in row 1");
  }

  @Test
  void whatIsNoNumberIsAFailureOfTheNetwork() {
    network.halt = Double.NaN;

    Failed failed = (Failed) propose(grid(1, 0), null, Map.of());

    assertThat(failed.code()).isEqualTo("not-finite");
    assertThat(failed.message()).contains("checkpoint");
  }

  @Test
  void aStoppedSegmentIsNoProposal() {
    TestContext context = TestContext.create();
    context.cancel();
    Assignment assignment =
        new Assignment(
            "grid.propose",
            "Think",
            Map.of("grid", List.of(Task4.ARTIFACTS.of(grid(1, 0)))),
            Settings.EMPTY);

    assertThat(((Failed) expert.solve(assignment, context)).code()).isEqualTo("stopped");
  }

  @Test
  void anUnknownNetworkIsNamedWithThoseThereAre() {
    Failed failed = (Failed) propose(grid(1, 0), null, Map.of("network", "chess"));

    assertThat(failed.code()).isEqualTo("no-network");
    assertThat(failed.message()).contains("(chess)").contains("Known: none, sudoku.");
  }

  @Test
  void aNetworkThatDoesNotLoadKeepsTheExpertFromWork() {
    ProposeExpert broken =
        new ProposeExpert(
            new Networks(
                Map.of(
                    "sudoku",
                    () -> {
                      throw new IllegalArgumentException("It is cut off.");
                    }),
                Optional.empty()));

    assertThatThrownBy(broken::warmUp).hasMessageContaining("It is cut off.");
  }

  @Test
  void tooLittleMemoryIsAFailureThatSaysSo() {
    ProposeExpert poor =
        new ProposeExpert(
            new Networks(
                Map.of(
                    "sudoku",
                    () ->
                        new FakeNetwork() {
                          @Override
                          public Optional<Step> step(
                              Grid grid,
                              Optional<byte[]> state,
                              Start start,
                              BooleanSupplier stop) {
                            throw new TensorMemoryExhausted("Native memory is used up.", null);
                          }
                        }),
                Optional.empty()));

    Failed failed = (Failed) propose(poor, grid(1, 0));
    assertThat(failed.code()).isEqualTo("no-memory");
    assertThat(failed.message()).contains("used up");
  }
}
