package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.LogicGrid;
import java.util.List;
import java.util.Optional;

/** Puzzles and what is said of their solutions; a puzzle without such is shown as it is. */
record GridSection(List<GridSolution> solutions, List<Grid> grids, List<LogicGrid> puzzles)
    implements Section {
  @Override
  public void write(Html html) {
    if (solutions.isEmpty()) {
      if (!grids.isEmpty() || !puzzles.isEmpty()) {
        open(html, "The puzzle");
        grids.forEach(grid -> GridDrawing.write(html, grid, Optional.empty(), puzzles));
        puzzles.forEach(puzzle -> ClueTable.clues(html, puzzle));
        html.close("section");
      }
      return;
    }
    for (GridSolution solution : solutions) {
      write(html, solution);
    }
  }

  private static void open(Html html, String heading) {
    html.open("section", "aria-label", heading).element("h2", heading);
  }

  private void write(Html html, GridSolution solution) {
    open(html, heading(solution.status()));
    html.element("p", note(solution), "class", "note");
    List<Grid> shown = solution.solutions().isEmpty() ? grids : solution.solutions();
    html.open("div", "class", shown.size() > 1 ? "columns" : "");
    for (Grid grid : shown) {
      html.open("div");
      GridDrawing.write(html, grid, question(grid), puzzles);
      html.close("div");
    }
    html.close("div");
    puzzles.forEach(puzzle -> ClueTable.clues(html, puzzle));
    html.close("section");
  }

  private Optional<Grid> question(Grid answer) {
    return grids.stream()
        .filter(grid -> grid.kind().equals(answer.kind()))
        .filter(grid -> grid.cells().size() == answer.cells().size())
        .filter(
            grid ->
                grid.cells().isEmpty()
                    || grid.cells().get(0).size() == answer.cells().get(0).size())
        .findFirst();
  }

  private static String heading(GridSolution.Status status) {
    return switch (status) {
      case PROPOSED -> "A proposed solution";
      case UNIQUE -> "The solution, and the only one";
      case SEVERAL -> "Two of several solutions";
      case NONE -> "There is no solution";
    };
  }

  private static String note(GridSolution solution) {
    return "Found by "
        + solution.method()
        + ", "
        + Figures.count((int) Math.min(Integer.MAX_VALUE, solution.effort()), "step", "steps")
        + ". What the checks say of it stands below.";
  }
}
