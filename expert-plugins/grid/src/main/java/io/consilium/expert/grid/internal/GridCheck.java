package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import java.util.List;

/** Says what is wrong with a grid before it is searched; contradictions are not wrong. */
final class GridCheck {
  private GridCheck() {}

  static void check(Grid grid) throws Malformed {
    switch (grid.kind()) {
      case SudokuText.KIND -> sudoku(grid);
      case MazeText.KIND -> maze(grid);
      default ->
          throw new Malformed(
              "A grid of kind ("
                  + grid.kind()
                  + ") is not known here. Maybe it is a sudoku or a maze.");
    }
  }

  private static void sudoku(Grid grid) throws Malformed {
    int size = grid.cells().size();
    int width = size == 0 ? 0 : grid.cells().get(0).size();
    if (size != width || !Boxes.SIZES.contains(size)) {
      throw new Malformed(
          "A sudoku of "
              + size
              + " rows and "
              + width
              + " columns is not known. Known: "
              + Boxes.known()
              + ". Maybe a row or column was lost.");
    }
    within(grid, size, "0 for open, 1 to " + size);
  }

  private static void maze(Grid grid) throws Malformed {
    int rows = grid.cells().size();
    int columns = rows == 0 ? 0 : grid.cells().get(0).size();
    if (rows == 0 || columns == 0 || rows > MazeText.MOST || columns > MazeText.MOST) {
      throw new Malformed(
          "A maze has 1 to "
              + MazeText.MOST
              + " rows and columns ("
              + rows
              + " x "
              + columns
              + "). Maybe it was cut wrongly.");
    }
    within(grid, MazeText.GOAL, "0 free, 1 wall, 2 start, 3 goal");
    one(grid, MazeText.START, "start");
    one(grid, MazeText.GOAL, "goal");
  }

  private static void one(Grid grid, int value, String name) throws Malformed {
    long count = grid.cells().stream().flatMap(List::stream).filter(cell -> cell == value).count();
    if (count != 1) {
      throw new Malformed(
          "A maze has one " + name + ", this one has " + count + ". Maybe mark one cell.");
    }
  }

  private static void within(Grid grid, int most, String legend) throws Malformed {
    for (int r = 0; r < grid.cells().size(); r++) {
      for (int c = 0; c < grid.cells().get(r).size(); c++) {
        int cell = grid.cells().get(r).get(c);
        if (cell < 0 || cell > most) {
          throw new Malformed(
              "The cell at row "
                  + (r + 1)
                  + ", column "
                  + (c + 1)
                  + " holds "
                  + cell
                  + ", which a "
                  + grid.kind()
                  + " does not know. Maybe write "
                  + legend
                  + ".");
        }
      }
    }
  }
}
