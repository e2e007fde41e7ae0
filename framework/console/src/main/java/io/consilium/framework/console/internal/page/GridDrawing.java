package io.consilium.framework.console.internal.page;

import io.consilium.api.data.Grid;
import io.consilium.api.data.LogicGrid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws one grid as its kind is drawn; one of a kind that is not known, as a table of numbers. */
final class GridDrawing {
  private static final int CELL = 40;
  private static final int MOST = 400;

  private GridDrawing() {}

  /**
   * Draws a grid.
   *
   * @param question what was given, if this is an answer
   */
  static void write(Html html, Grid grid, Optional<Grid> question, List<LogicGrid> puzzles) {
    int rows = grid.cells().size();
    int columns = rows == 0 ? 0 : grid.cells().get(0).size();
    if (columns == 0 || rows > MOST || columns > MOST) {
      html.element("p", "A " + grid.kind() + " of " + rows + " x " + columns + ".");
    } else if (grid.kind().equals("sudoku") && rows == columns) {
      sudoku(html, grid, question.orElse(grid));
    } else if (grid.kind().equals("maze")) {
      MazeDrawing.write(html, grid);
    } else if (grid.kind().equals(LogicGrid.KIND) && !puzzles.isEmpty()) {
      ClueTable.answer(html, grid, puzzles.get(0));
    } else {
      numbers(html, grid);
    }
  }

  private static void sudoku(Html html, Grid grid, Grid question) {
    int size = grid.cells().size();
    double edge = size * CELL;
    Svg svg = new Svg(html);
    String width = Html.number(edge + 4);
    svg.open("puzzle", edge + 4, edge + 4, "aria-label", spoken(grid), "width", width);
    html.open("g", "transform", "translate(2 2)");
    int boxRows = boxRows(size);
    lines(svg, "rule", size, 1, 1);
    lines(svg, "box", size, boxRows, size / boxRows);
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        int value = grid.cells().get(r).get(c);
        if (value != 0) {
          boolean given = question.cells().get(r).get(c) != 0;
          symbol(html, given ? "given" : "found", value, r, c);
        }
      }
    }
    html.close("g");
    svg.close();
  }

  private static void lines(Svg svg, String style, int size, int everyRow, int everyColumn) {
    double edge = size * CELL;
    for (int row = 0; row <= size; row += everyRow) {
      svg.line(style, 0, row * CELL, edge, row * CELL);
    }
    for (int column = 0; column <= size; column += everyColumn) {
      svg.line(style, column * CELL, 0, column * CELL, edge);
    }
  }

  /** Rows of a box: the most square one, lying. */
  private static int boxRows(int size) {
    return IntStream.rangeClosed(1, (int) Math.sqrt(size))
        .filter(n -> size % n == 0)
        .max()
        .orElse(1);
  }

  private static void symbol(Html html, String style, int value, int row, int column) {
    html.element(
        "text",
        Integer.toString(value),
        "class",
        style,
        "text-anchor",
        "middle",
        "x",
        Html.number((column + 0.5) * CELL),
        "y",
        Html.number((row + 0.69) * CELL));
  }

  private static String spoken(Grid grid) {
    return grid.cells().stream()
        .map(
            row ->
                row.stream()
                    .map(v -> v == 0 ? "open" : v.toString())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; ", "Sudoku, row by row: ", ""));
  }

  private static void numbers(Html html, Grid grid) {
    html.open("div", "class", "scroll").open("table", "class", "numbers");
    html.element("caption", grid.kind()).open("tbody");
    for (List<Integer> row : grid.cells()) {
      html.open("tr");
      row.forEach(cell -> html.element("td", cell.toString()));
      html.close("tr");
    }
    html.close("tbody").close("table").close("div");
  }
}
