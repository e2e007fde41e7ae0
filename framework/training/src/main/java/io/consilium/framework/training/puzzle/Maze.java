package io.consilium.framework.training.puzzle;

import java.util.Arrays;

/**
 * A maze and its only shortest path.
 *
 * @param rows cells down
 * @param columns cells across
 * @param cells row by row: 0 free, 1 wall, 2 start, 3 goal; not copied: treat as read only
 * @param solution the same with 4 on the free cells of the path
 * @param length moves from start to goal along it
 */
public record Maze(int rows, int columns, byte[] cells, byte[] solution, int length) {
  static final byte FREE = 0;
  static final byte WALL = 1;
  static final byte START = 2;
  static final byte GOAL = 3;
  static final byte PATH = 4;
  private static final String SYMBOLS = " #SGo";

  /** Cells in one line, a character each: {@code #} wall, space, S, G, o for the path. */
  public static String text(byte[] cells) {
    StringBuilder text = new StringBuilder(cells.length);
    for (byte cell : cells) {
      text.append(SYMBOLS.charAt(cell));
    }
    return text.toString();
  }

  /** Cells as {@link #text(byte[])}, a line a row, each ended by a line feed. */
  public String lines(byte[] cells) {
    String text = text(cells);
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      lines.append(text, row * columns, (row + 1) * columns).append('\n');
    }
    return lines.toString();
  }

  /**
   * One of the eight rotations and reflections.
   *
   * @param which 0 to 7; 0 is the maze as it is
   */
  public Maze turned(int which) {
    if (which < 0 || which > 7) {
      throw new IllegalArgumentException("There are the symmetries 0 to 7, not " + which);
    }
    boolean transpose = (which & 4) != 0;
    int down = transpose ? columns : rows;
    int across = transpose ? rows : columns;
    return new Maze(down, across, turn(cells, which), turn(solution, which), length);
  }

  /** Equal for a maze and its rotations and reflections. */
  long invariant() {
    long sum = 0;
    for (int which = 0; which < 8; which++) {
      Maze image = turned(which);
      long hash = image.columns();
      for (byte cell : image.cells()) {
        hash = Invariant.mix(hash * 31 + cell);
      }
      sum += Invariant.mix(hash);
    }
    return sum;
  }

  private byte[] turn(byte[] from, int which) {
    boolean transpose = (which & 4) != 0;
    int down = transpose ? columns : rows;
    int across = transpose ? rows : columns;
    byte[] to = new byte[from.length];
    for (int r = 0; r < down; r++) {
      for (int c = 0; c < across; c++) {
        int row = transpose ? c : r;
        int column = transpose ? r : c;
        row = (which & 1) != 0 ? rows - 1 - row : row;
        column = (which & 2) != 0 ? columns - 1 - column : column;
        to[r * across + c] = from[row * columns + column];
      }
    }
    return to;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Maze that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(cells, that.cells)
        && Arrays.equals(solution, that.solution);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(cells) + columns;
  }

  @Override
  public String toString() {
    return text(cells);
  }
}
