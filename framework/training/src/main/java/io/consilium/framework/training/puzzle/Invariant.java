package io.consilium.framework.training.puzzle;

/**
 * A number that is equal for a Sudoku and every image of it under {@link Symmetry}.
 *
 * <p>Cells are coloured by refinement (Weisfeiler and Leman): given or blank first, then by the
 * colours of their row, column, box, mini row, mini column, band, stack and digit in the solution.
 * Puzzles of different classes practically always differ; equal numbers don't prove equal classes.
 */
public final class Invariant {
  private static final int ROUNDS = 4;

  private Invariant() {}

  /** The invariant of a 9 x 9 puzzle. */
  public static long of(Sudoku sudoku) {
    if (sudoku.clues().length != 81) {
      throw new IllegalArgumentException(
          "An invariant is defined for 81 cells, not " + sudoku.clues().length);
    }
    return mix(refine(sudoku, false) + refine(sudoku, true));
  }

  private static long refine(Sudoku sudoku, boolean transpose) {
    byte[] solution = sudoku.solution();
    long[] colours = new long[81];
    for (int cell = 0; cell < 81; cell++) {
      colours[cell] = sudoku.clues()[cell] == 0 ? 1 : 2;
    }
    for (int round = 0; round < ROUNDS; round++) {
      long[] lines = new long[9];
      long[] columns = new long[9];
      long[] boxes = new long[9];
      long[] digits = new long[10];
      long[] minis = new long[27];
      long[] pillars = new long[27];
      for (int cell = 0; cell < 81; cell++) {
        long colour = mix(colours[cell]);
        int row = transpose ? cell % 9 : cell / 9;
        int column = transpose ? cell / 9 : cell % 9;
        lines[row] += colour;
        columns[column] += colour;
        boxes[row / 3 * 3 + column / 3] += colour;
        digits[solution[cell]] += colour;
        minis[row * 3 + column / 3] += colour;
        pillars[column * 3 + row / 3] += colour;
      }
      long[] bands = new long[3];
      long[] stacks = new long[3];
      for (int k = 0; k < 9; k++) {
        bands[k / 3] += mix(boxes[k]);
        stacks[k % 3] += mix(boxes[k]);
      }
      for (int cell = 0; cell < 81; cell++) {
        int row = transpose ? cell % 9 : cell / 9;
        int column = transpose ? cell / 9 : cell % 9;
        long next = colours[cell];
        next = mix(next * 31 + lines[row]);
        next = mix(next * 31 + columns[column]);
        next = mix(next * 31 + boxes[row / 3 * 3 + column / 3]);
        next = mix(next * 31 + digits[solution[cell]]);
        next = mix(next * 31 + minis[row * 3 + column / 3]);
        next = mix(next * 31 + pillars[column * 3 + row / 3]);
        next = mix(next * 31 + bands[row / 3]);
        colours[cell] = mix(next * 31 + stacks[column / 3]);
      }
    }
    long sum = 0;
    for (long colour : colours) {
      sum += mix(colour);
    }
    return mix(sum);
  }

  /** Stafford's variant 13 of the 64-bit finaliser of MurmurHash3. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
