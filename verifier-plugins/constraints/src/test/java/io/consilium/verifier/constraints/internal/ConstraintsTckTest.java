package io.consilium.verifier.constraints.internal;

import static io.consilium.verifier.constraints.internal.Claimed.claim;
import static io.consilium.verifier.constraints.internal.Claimed.maze;
import static io.consilium.verifier.constraints.internal.Claimed.sudoku;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verifier;
import io.consilium.tck.VerifierTck;
import java.util.List;
import org.junit.jupiter.api.Nested;

class ConstraintsTckTest {
  @Nested
  class GridTck extends VerifierTck {
    @Override
    protected Verifier verifier() {
      return new GridVerifier();
    }

    @Override
    protected List<Claim> holding() {
      return List.of(
          claim(sudoku("1..4.41.3......1"), Status.UNIQUE, sudoku("1324241331424231")),
          claim(sudoku("11.............."), Status.NONE),
          claim(maze("S.G"), Status.PROPOSED, maze("SoG")));
    }

    @Override
    protected List<Claim> failing() {
      return List.of(
          claim(sudoku("1..4.41.3......1"), Status.PROPOSED, sudoku("1324241331424213")),
          claim(sudoku("1..4.41.3......1"), Status.NONE),
          claim(maze("S.G"), Status.PROPOSED, maze("S.G")));
    }
  }

  @Nested
  class LogicGridTck extends VerifierTck {
    private final LogicGrid puzzle =
        new LogicGrid(
            "",
            List.of(
                new Category("day", true, List.of("Mon", "Tue")),
                new Category("cook", false, List.of("Ann", "Bo"))),
            List.of(new Same(new Item("cook", "Ann"), new Item("day", "Tue"))));

    @Override
    protected Verifier verifier() {
      return new LogicGridVerifier();
    }

    @Override
    protected List<Claim> holding() {
      return List.of(claim(puzzle, Status.UNIQUE, grid(2, 1)));
    }

    @Override
    protected List<Claim> failing() {
      return List.of(claim(puzzle, Status.UNIQUE, grid(1, 2)), claim(puzzle, Status.NONE));
    }

    private Grid grid(int first, int second) {
      return new Grid("logic-grid", List.of(List.of(first), List.of(second)));
    }
  }
}
