package io.consilium.framework.planners.hrm.internal;

import io.consilium.api.data.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A grid's cells row by row, there and back; and what can be said of them without a network. */
final class Cells {
  static final String SUDOKU = "sudoku";

  /** The fewest clues of a Sudoku of side 9 with one solution (McGuire, arXiv 1201.0749). */
  static final int FEWEST_CLUES = 17;

  private static final int STANDARD = 9;

  private Cells() {}

  static int[] of(Grid grid) {
    return grid.cells().stream().flatMap(List::stream).mapToInt(cell -> cell).toArray();
  }

  /** Whether it has so many rows, and columns. */
  static boolean square(Grid grid, int side) {
    return grid.cells().size() == side && grid.cells().get(0).size() == side;
  }

  /**
   * Whether it is a Sudoku with fewer clues than one solution needs: it has several or none, which
   * the exact solver proves and no network can. Known of side 9 alone.
   */
  static boolean tooFewClues(Grid grid) {
    return grid.kind().equals(SUDOKU)
        && square(grid, STANDARD)
        && Arrays.stream(of(grid)).filter(cell -> cell != 0).count() < FEWEST_CLUES;
  }

  static List<List<Integer>> rows(int[] cells, int width) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int at = 0; at < cells.length; at += width) {
      rows.add(Arrays.stream(cells, at, at + width).boxed().toList());
    }
    return rows;
  }
}
