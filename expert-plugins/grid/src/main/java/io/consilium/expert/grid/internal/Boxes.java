package io.consilium.expert.grid.internal;

import java.util.List;

/**
 * The sizes of Sudoku that are known, and the shape of their boxes: the most square one, lying.
 *
 * @param size cells in a row
 * @param rows of a box
 * @param columns of a box
 */
record Boxes(int size, int rows, int columns) {
  /** Cells in a row of each size. */
  static final List<Integer> SIZES = List.of(4, 6, 8, 9, 10, 12, 16, 25);

  /** The boxes of a size that is known. */
  static Boxes of(int size) {
    int rows = (int) Math.sqrt(size);
    while (size % rows != 0) {
      rows--;
    }
    return new Boxes(size, rows, size / rows);
  }

  /** The box of a cell, all from 0, counted as one reads. */
  int box(int row, int column) {
    return row / rows * rows + column / columns;
  }

  static String known() {
    return SIZES.stream().map(n -> n + "x" + n).reduce((a, b) -> a + ", " + b).orElseThrow();
  }
}
