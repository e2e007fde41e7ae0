package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * The symmetries of the 9 x 9 Sudoku: relabelling of digits, permutations of bands, stacks, rows
 * within a band, columns within a stack, and transposition (9! * 6^8 * 2 of them).
 */
public final class Symmetry {
  private final byte[] labels;
  private final byte[] from;

  private Symmetry(byte[] labels, byte[] from) {
    this.labels = labels;
    this.from = from;
  }

  /** One drawn uniformly. */
  public static Symmetry random(RandomGenerator random) {
    byte[] labels = new byte[10];
    int[] digits = Shuffle.permutation(9, random);
    for (int k = 0; k < 9; k++) {
      labels[k + 1] = (byte) (digits[k] + 1);
    }
    int[] rows = lines(random);
    int[] columns = lines(random);
    boolean transpose = random.nextBoolean();
    byte[] from = new byte[81];
    for (int cell = 0; cell < 81; cell++) {
      int row = rows[cell / 9];
      int column = columns[cell % 9];
      from[cell] = (byte) (transpose ? column * 9 + row : row * 9 + column);
    }
    return new Symmetry(labels, from);
  }

  /** The same puzzle under a symmetry drawn uniformly. */
  public static Sudoku apply(Sudoku sudoku, RandomGenerator random) {
    return random(random).apply(sudoku);
  }

  /** Clues and solution moved alike. */
  public Sudoku apply(Sudoku sudoku) {
    return new Sudoku(apply(sudoku.clues()), apply(sudoku.solution()));
  }

  /** 81 cells moved and relabelled. */
  public byte[] apply(byte[] cells) {
    byte[] moved = new byte[81];
    for (int cell = 0; cell < 81; cell++) {
      moved[cell] = labels[cells[from[cell]]];
    }
    return moved;
  }

  private static int[] lines(RandomGenerator random) {
    int[] bands = Shuffle.permutation(3, random);
    int[] lines = new int[9];
    for (int band = 0; band < 3; band++) {
      int[] within = Shuffle.permutation(3, random);
      for (int k = 0; k < 3; k++) {
        lines[band * 3 + k] = bands[band] * 3 + within[k];
      }
    }
    return lines;
  }
}
