package io.consilium.framework.training.puzzle;

/** Geometry of the 9 x 9 grid: cells 0..80 row by row. */
final class Cells {
  private Cells() {}

  static int box(int cell) {
    return cell / 27 * 3 + cell % 9 / 3;
  }

  /** Whether two cells share a row, a column or a box. */
  static boolean see(int a, int b) {
    return a / 9 == b / 9 || a % 9 == b % 9 || box(a) == box(b);
  }
}
