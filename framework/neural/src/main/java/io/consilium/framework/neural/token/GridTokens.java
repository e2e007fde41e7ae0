package io.consilium.framework.neural.token;

import java.util.Arrays;

/**
 * The tokens of a puzzle's cells, as in the data of the references; 0 is the padding. Immutable.
 *
 * <p>A cell of a Sudoku is 0 where open, else its digit, and its token is one more. A cell of a
 * maze is 0 free, 1 wall, 2 start, 3 goal, 4 path; the tokens are 1 wall, 2 free, 3 start, 4 goal,
 * 5 path.
 */
public final class GridTokens {
  private static final int[] MAZE = {2, 1, 3, 4, 5};

  private final String kind;
  private final int[] tokens; // [cell's value]
  private final int[] cells; // [token]

  private GridTokens(String kind, int[] tokens) {
    this.kind = kind;
    this.tokens = tokens;
    this.cells = new int[tokens.length + 1];
    for (int cell = 0; cell < tokens.length; cell++) {
      cells[tokens[cell]] = cell;
    }
  }

  /** Of a Sudoku with so many digits. */
  public static GridTokens sudoku(int side) {
    return new GridTokens("sudoku", java.util.stream.IntStream.rangeClosed(1, side + 1).toArray());
  }

  /** Of a maze of any size. */
  public static GridTokens maze() {
    return new GridTokens("maze", MAZE);
  }

  /**
   * Of a task as recipes and checkpoints name it.
   *
   * @param task {@code sudoku}, {@code sudoku4} or {@code maze}
   * @throws IllegalArgumentException if it is another
   */
  static GridTokens of(String task, int side) {
    return switch (task) {
      case "sudoku", "sudoku4" -> sudoku(side);
      case "maze" -> maze();
      default ->
          throw new IllegalArgumentException(
              "The network's task (" + task + ") is not known. Maybe sudoku, sudoku4 or maze.");
    };
  }

  /** What grids of this sort are called: {@code sudoku} or {@code maze}. */
  public String kind() {
    return kind;
  }

  /** Different tokens, the padding included. */
  public int vocabulary() {
    return cells.length;
  }

  /** Whether a cell may hold this. */
  public boolean knows(int cell) {
    return cell >= 0 && cell < tokens.length;
  }

  /** The token of a cell's value. */
  public int token(int cell) {
    return tokens[cell];
  }

  /** The value that a token stands for; 0 for the padding. */
  public int cell(int token) {
    return cells[token];
  }

  /** Cells as tokens. */
  public int[] tokens(int[] values) {
    return Arrays.stream(values).map(this::token).toArray();
  }

  /** Tokens as cells. */
  public int[] cells(int[] answer) {
    return Arrays.stream(answer).map(this::cell).toArray();
  }
}
