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

  private final Shape shape;
  private final Sudoku sudoku;
  private final boolean transpose;
  private long[] colours;

  private Invariant(Shape shape, Sudoku sudoku, boolean transpose) {
    this.shape = shape;
    this.sudoku = sudoku;
    this.transpose = transpose;
    this.colours = new long[shape.cells()];
    for (int cell = 0; cell < colours.length; cell++) {
      colours[cell] = sudoku.clues()[cell] == 0 ? 1 : 2;
    }
  }

  /** The invariant of a puzzle of any size, about 20 microseconds for 9 x 9. */
  public static long of(Sudoku sudoku) {
    Shape shape = Shape.ofCells(sudoku.clues().length);
    long plain = new Invariant(shape, sudoku, false).value();
    return mix(shape.square() ? plain + new Invariant(shape, sudoku, true).value() : plain);
  }

  private long value() {
    for (int round = 0; round < ROUNDS; round++) {
      refine();
    }
    long sum = 0;
    for (long colour : colours) {
      sum += mix(colour);
    }
    return mix(sum);
  }

  private void refine() {
    int size = shape.size();
    int height = shape.height();
    int width = shape.width();
    long[] lines = new long[size];
    long[] columns = new long[size];
    long[] boxes = new long[size];
    long[] digits = new long[size + 1];
    long[] minis = new long[size * height];
    long[] pillars = new long[size * width];
    for (int cell = 0; cell < colours.length; cell++) {
      long colour = mix(colours[cell]);
      int row = row(cell);
      int column = column(cell);
      lines[row] += colour;
      columns[column] += colour;
      boxes[row / height * height + column / width] += colour;
      digits[sudoku.solution()[cell]] += colour;
      minis[row * height + column / width] += colour;
      pillars[column * width + row / height] += colour;
    }
    long[] bands = new long[width];
    long[] stacks = new long[height];
    for (int box = 0; box < size; box++) {
      bands[box / height] += mix(boxes[box]);
      stacks[box % height] += mix(boxes[box]);
    }
    long[] next = new long[colours.length];
    for (int cell = 0; cell < colours.length; cell++) {
      int row = row(cell);
      int column = column(cell);
      long colour = mix(colours[cell] * 31 + lines[row]);
      colour = mix(colour * 31 + columns[column]);
      colour = mix(colour * 31 + boxes[row / height * height + column / width]);
      colour = mix(colour * 31 + digits[sudoku.solution()[cell]]);
      colour = mix(colour * 31 + minis[row * height + column / width]);
      colour = mix(colour * 31 + pillars[column * width + row / height]);
      colour = mix(colour * 31 + bands[row / height]);
      next[cell] = mix(colour * 31 + stacks[column / width]);
    }
    colours = next;
  }

  private int row(int cell) {
    return transpose ? cell % shape.size() : cell / shape.size();
  }

  private int column(int cell) {
    return transpose ? cell / shape.size() : cell % shape.size();
  }

  /** Stafford's variant 13 of the 64-bit finaliser of MurmurHash3. */
  static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
