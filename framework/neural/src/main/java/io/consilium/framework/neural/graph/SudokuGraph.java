package io.consilium.framework.neural.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Builds the graph of a Sudoku. */
final class SudokuGraph {
  private final int boxRows;
  private final int boxColumns;
  private final int side;
  private final int[] cells;

  private SudokuGraph(int[] cells, int boxRows, int boxColumns) {
    this.boxRows = boxRows;
    this.boxColumns = boxColumns;
    this.side = boxRows * boxColumns;
    this.cells = cells.clone();
  }

  static ConstraintGraph of(int[] cells, int boxRows, int boxColumns) {
    if (boxRows < 1 || boxColumns < 1 || boxRows > 64 / boxColumns) {
      throw new IllegalArgumentException(
          "A box has 1 to 64 cells, not " + boxRows + " x " + boxColumns + ".");
    }
    SudokuGraph builder = new SudokuGraph(cells, boxRows, boxColumns);
    builder.refuseMisfits();
    return builder.build();
  }

  private void refuseMisfits() {
    if (cells.length != side * side) {
      throw new IllegalArgumentException(
          "A Sudoku of side " + side + " has " + side * side + " cells, not " + cells.length + ".");
    }
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] < 0 || cells[cell] > side) {
        throw new IllegalArgumentException(
            "Row "
                + (cell / side + 1)
                + ", column "
                + (cell % side + 1)
                + " holds ("
                + cells[cell]
                + "), which is no symbol from 1 to "
                + side
                + ", nor 0 for open.");
      }
    }
  }

  private ConstraintGraph build() {
    long[] row = new long[side];
    long[] column = new long[side];
    long[] box = new long[side];
    Optional<String> contradiction = Optional.empty();
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] > 0) {
        long bit = 1L << (cells[cell] - 1);
        int r = cell / side;
        int c = cell % side;
        int b = box(r, c);
        if (((row[r] | column[c] | box[b]) & bit) != 0 && contradiction.isEmpty()) {
          contradiction =
              Optional.of(
                  "The clue ("
                      + cells[cell]
                      + ") at row "
                      + (r + 1)
                      + ", column "
                      + (c + 1)
                      + " stands already in its row, column or box.");
        }
        row[r] |= bit;
        column[c] |= bit;
        box[b] |= bit;
      }
    }
    int[] cellOf = new int[side * side * side];
    int[] symbolOf = new int[cellOf.length];
    int nodes = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] == 0) {
        int r = cell / side;
        int c = cell % side;
        long taken = row[r] | column[c] | box[box(r, c)];
        for (int symbol = 1; symbol <= side; symbol++) {
          if ((taken >> (symbol - 1) & 1) == 0) {
            cellOf[nodes] = cell;
            symbolOf[nodes++] = symbol;
          }
        }
      }
    }
    cellOf = Arrays.copyOf(cellOf, nodes);
    symbolOf = Arrays.copyOf(symbolOf, nodes);
    int[][] groupOf = new int[ConstraintGraph.SUDOKU.size()][nodes];
    for (int k = 0; k < groupOf.length; k++) {
      Map<Integer, Integer> numbers = new HashMap<>();
      for (int node = 0; node < nodes; node++) {
        int key = key(k, cellOf[node], symbolOf[node]);
        Integer known = numbers.putIfAbsent(key, numbers.size());
        groupOf[k][node] = known == null ? numbers.size() - 1 : known;
      }
    }
    if (contradiction.isEmpty()) {
      contradiction = starved(row, column, box, cellOf, symbolOf);
    }
    return new ConstraintGraph(
        ConstraintGraph.SUDOKU, 4, groupOf, cellOf, symbolOf, cells, contradiction);
  }

  private int box(int r, int c) {
    return r / boxRows * boxRows + c / boxColumns;
  }

  private int key(int pooling, int cell, int symbol) {
    int r = cell / side;
    int c = cell % side;
    int s = symbol - 1;
    return switch (pooling) {
      case 0 -> cell;
      case 1 -> r * side + s;
      case 2 -> c * side + s;
      case 3 -> box(r, c) * side + s;
      case 4 -> (r * side + c / boxColumns) * side + s;
      default -> (c * side + r / boxRows) * side + s;
    };
  }

  /** An open cell without a candidate, or a symbol without a place. */
  private Optional<String> starved(
      long[] row, long[] column, long[] box, int[] cellOf, int[] symbolOf) {
    boolean[] open = new boolean[cells.length];
    long[][] places = new long[3][side];
    for (int node = 0; node < cellOf.length; node++) {
      int r = cellOf[node] / side;
      int c = cellOf[node] % side;
      long bit = 1L << (symbolOf[node] - 1);
      open[cellOf[node]] = true;
      places[0][r] |= bit;
      places[1][c] |= bit;
      places[2][box(r, c)] |= bit;
    }
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] == 0 && !open[cell]) {
        return Optional.of(
            "No symbol is left for row "
                + (cell / side + 1)
                + ", column "
                + (cell % side + 1)
                + ".");
      }
    }
    long all = side == 64 ? -1L : (1L << side) - 1;
    long[][] taken = {row, column, box};
    String[] names = {"row", "column", "box"};
    for (int kind = 0; kind < 3; kind++) {
      for (int unit = 0; unit < side; unit++) {
        long missing = all & ~(taken[kind][unit] | places[kind][unit]);
        if (missing != 0) {
          return Optional.of(
              "The symbol "
                  + (Long.numberOfTrailingZeros(missing) + 1)
                  + " has no place in "
                  + names[kind]
                  + " "
                  + (unit + 1)
                  + ".");
        }
      }
    }
    return Optional.empty();
  }
}
