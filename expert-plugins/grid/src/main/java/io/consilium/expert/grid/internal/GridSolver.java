package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Solves a Sudoku or a maze exactly and proves what it says: one solution, several, or none. Of a
 * maze a solution is a shortest path. Thread-safe; stops in mid-search when the call ends.
 */
final class GridSolver implements Expert {
  private static final int WARM = 9;

  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "grid.solver",
          "Solves a sudoku or a maze exactly, and proves that there is one solution, several or"
              + " none.",
          new Capability(
              "grid.solve",
              Map.of("grid", Vocabulary.mediaType(Grid.class)),
              Map.of("solution", Vocabulary.mediaType(GridSolution.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** The first search takes some ten times as long as the next: it loads and compiles. */
  @Override
  public void warmUp() {
    List<Integer> open = Collections.nCopies(WARM, 0);
    SudokuModel.search(new Grid(SudokuText.KIND, Collections.nCopies(WARM, open)), () -> false);
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      Grid grid = Inputs.value(assignment, "grid", Grid.class, context);
      GridCheck.check(grid);
      return grid.kind().equals(MazeText.KIND)
          ? Findings.outcome(
              MazePaths.search(grid),
              path -> MazePaths.drawn(grid, path),
              "breadth-first search",
              context)
          : Findings.outcome(
              SudokuModel.search(grid, ExactSearch.endOf(context)),
              values -> SudokuModel.filled(grid, values),
              "search",
              context);
    } catch (Malformed e) {
      return e.outcome();
    }
  }
}
