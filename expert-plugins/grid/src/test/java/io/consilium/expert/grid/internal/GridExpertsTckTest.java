package io.consilium.expert.grid.internal;

import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.tck.ExpertTck;
import java.util.List;
import org.junit.jupiter.api.Nested;

class GridExpertsTckTest {
  private static final String CLUES =
      "order day: Mon, Tue\ncategory cook: Ann, Bo\nAnn is before Bo\n";

  @Nested
  class GridReaderTck extends ExpertTck {
    @Override
    protected Expert expert() {
      return new GridReader();
    }

    @Override
    protected List<Assignment> samples() {
      return List.of(
          Asking.read("grid.read", Puzzles.HARD, Settings.EMPTY),
          Asking.read("grid.read", "S.G", Settings.EMPTY));
    }
  }

  @Nested
  class GridSolverTck extends ExpertTck {
    @Override
    protected Expert expert() {
      return new GridSolver();
    }

    @Override
    protected List<Assignment> samples() throws Exception {
      return List.of(
          Asking.solve(SudokuText.read(Puzzles.HARD)), Asking.solve(MazeText.read("S.G")));
    }
  }

  @Nested
  class ClueReaderTck extends ExpertTck {
    @Override
    protected Expert expert() {
      return new ClueReader();
    }

    @Override
    protected List<Assignment> samples() {
      return List.of(Asking.read("clues.read", CLUES, Settings.EMPTY));
    }
  }

  @Nested
  class ClueSolverTck extends ExpertTck {
    @Override
    protected Expert expert() {
      return new ClueSolver();
    }

    @Override
    protected List<Assignment> samples() throws Exception {
      return List.of(Asking.solve(ClueText.read(CLUES)));
    }
  }
}
