package io.consilium.framework.console.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.LogicGrid.Category;
import io.consilium.api.data.LogicGrid.Item;
import io.consilium.api.data.LogicGrid.Same;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridSectionTest {
  private static final String HOSTILE = "<img src=x>";
  private static final Grid QUESTION =
      sudoku(List.of(1, 0, 0, 4), List.of(0, 4, 1, 0), List.of(3, 0, 0, 0), List.of(0, 0, 0, 1));
  private static final Grid SOLVED =
      sudoku(List.of(1, 3, 2, 4), List.of(2, 4, 1, 3), List.of(3, 1, 4, 2), List.of(4, 2, 3, 1));

  @SafeVarargs
  private static Grid sudoku(List<Integer>... rows) {
    return new Grid("sudoku", List.of(rows));
  }

  private static String page(List<Grid> grids, List<LogicGrid> puzzles, GridSolution... said) {
    Html html = new Html();
    new GridSection(List.of(said), grids, puzzles).write(html);
    return html.toString();
  }

  private static GridSolution said(Status status, Grid... solutions) {
    return new GridSolution(status, List.of(solutions), "search", 3);
  }

  @Test
  void whatWasGivenIsToldFromWhatWasFound() {
    assertThat(page(List.of(QUESTION), List.of(), said(Status.UNIQUE, SOLVED)))
        .contains("The solution, and the only one", "Found by search, 3 steps")
        .contains("<text class=\"given\" text-anchor=\"middle\" x=\"20\" y=\"27.60\">1</text>")
        .contains("<text class=\"found\" text-anchor=\"middle\" x=\"60\" y=\"27.60\">3</text>");
  }

  @Test
  void noneShowsThePuzzleAndSeveralShowsBoth() {
    assertThat(page(List.of(QUESTION), List.of(), said(Status.NONE)))
        .contains("There is no solution", "<svg")
        .doesNotContain("class=\"found\"");
    assertThat(page(List.of(QUESTION), List.of(), said(Status.SEVERAL, SOLVED, QUESTION)))
        .contains("Two of several solutions")
        .containsPattern("(?s)<svg.*<svg");
    assertThat(page(List.of(QUESTION), List.of())).contains("The puzzle", "<svg");
    assertThat(page(List.of(), List.of())).isEmpty();
  }

  @Test
  void aMazeIsDrawnWithItsPath() {
    Grid maze = new Grid("maze", List.of(List.of(2, 4, 4, 3), List.of(1, 1, 0, 0)));
    assertThat(page(List.of(), List.of(), said(Status.PROPOSED, maze)))
        .contains("<path class=\"wall\" d=\"M0 20h40v20h-40z\">")
        .contains("d=\"M20 0h40v20h-40z\"")
        .contains(">S</text>", ">G</text>", "the path goes through 2 free cells");
  }

  @Test
  void aLogicGridIsATableOfNamesAndItsClues() {
    LogicGrid puzzle =
        new LogicGrid(
            HOSTILE,
            List.of(
                new Category("day", true, List.of("Monday", "Tuesday")),
                new Category("dish", false, List.of(HOSTILE, "soup"))),
            List.of(new Same(new Item("dish", HOSTILE), new Item("day", "Tuesday"))));
    Grid answer = new Grid("logic-grid", List.of(List.of(2), List.of(1)));
    assertThat(page(List.of(), List.of(puzzle), said(Status.UNIQUE, answer)))
        .contains("<th scope=\"row\">Monday</th><td>soup</td>")
        .contains("<th scope=\"row\">Tuesday</th><td>&lt;img src=x&gt;</td>")
        .contains("1 clue<", "<li>dish &lt;img src=x&gt; is day Tuesday</li>")
        .doesNotContain("<img");
    Grid odd = new Grid("logic-grid", List.of(List.of(7, 7), List.of(-1, 0), List.of(1, 1)));
    assertThat(page(List.of(), List.of(puzzle), said(Status.PROPOSED, odd)))
        .contains("<td>7</td>", "<td>-1</td>");
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    Grid huge = new Grid("maze", Collections.nCopies(500, List.of(0)));
    assertThat(page(List.of(huge, new Grid("x", List.of())), List.of()))
        .contains("A maze of 500 x 1.", "A x of 0 x 0.");
    assertThat(page(List.of(new Grid(HOSTILE, List.of(List.of(8, 9)))), List.of()))
        .contains("<td>8</td><td>9</td>")
        .doesNotContain("<img");
  }
}
