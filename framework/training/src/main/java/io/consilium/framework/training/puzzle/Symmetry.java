package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * The symmetries of a Sudoku: relabelling of digits, permutations of bands, stacks, rows within a
 * band, columns within a stack, and transposition where boxes are square (9 x 9: 9! * 6^8 * 2).
 */
public final class Symmetry {
  private final byte[] labels;
  private final int[] from;

  private Symmetry(byte[] labels, int[] from) {
    this.labels = labels;
    this.from = from;
  }

  /** One of the 9 x 9 grid, drawn uniformly. */
  public static Symmetry random(RandomGenerator random) {
    return random(Shape.of(9), random);
  }

  static Symmetry random(Shape shape, RandomGenerator random) {
    int size = shape.size();
    byte[] labels = new byte[size + 1];
    int[] digits = Shuffle.permutation(size, random);
    for (int k = 0; k < size; k++) {
      labels[k + 1] = (byte) (digits[k] + 1);
    }
    int[] rows = lines(size / shape.height(), shape.height(), random);
    int[] columns = lines(size / shape.width(), shape.width(), random);
    boolean transpose = shape.square() && random.nextBoolean();
    int[] from = new int[shape.cells()];
    for (int cell = 0; cell < from.length; cell++) {
      int row = rows[cell / size];
      int column = columns[cell % size];
      from[cell] = transpose ? column * size + row : row * size + column;
    }
    return new Symmetry(labels, from);
  }

  /** The same puzzle, of any size, under a symmetry drawn uniformly. */
  public static Sudoku apply(Sudoku sudoku, RandomGenerator random) {
    return random(Shape.ofCells(sudoku.clues().length), random).apply(sudoku);
  }

  /** Clues and solution moved alike. */
  public Sudoku apply(Sudoku sudoku) {
    return new Sudoku(apply(sudoku.clues()), apply(sudoku.solution()));
  }

  /** Cells moved and relabelled, blanks stay blanks. */
  public byte[] apply(byte[] cells) {
    byte[] moved = new byte[from.length];
    for (int cell = 0; cell < from.length; cell++) {
      moved[cell] = labels[cells[from[cell]]];
    }
    return moved;
  }

  private static int[] lines(int bands, int each, RandomGenerator random) {
    int[] order = Shuffle.permutation(bands, random);
    int[] lines = new int[bands * each];
    for (int band = 0; band < bands; band++) {
      int[] within = Shuffle.permutation(each, random);
      for (int k = 0; k < each; k++) {
        lines[band * each + k] = order[band] * each + within[k];
      }
    }
    return lines;
  }
}
