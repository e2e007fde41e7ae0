package io.consilium.framework.training.task;

import io.consilium.framework.neural.token.GridTokens;
import io.consilium.framework.training.puzzle.Split;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puzzles of one sort, generated without end. Immutable; for any number of threads. */
public interface Task {

  /** Its name in recipes and checkpoints. */
  String name();

  /** Cells along a side. */
  int side();

  /** The kinds of puzzles, easiest first. */
  List<String> kinds();

  /** A new puzzle with only one answer; its set is its kind. */
  Puzzle next(String kind, Split split, RandomGenerator random);

  /** Whether an answer keeps what is given and breaks no rule: found without the solution. */
  boolean holds(byte[] cells, byte[] answer);

  /** Cells as a network sees them. */
  GridTokens alphabet();

  /** Different tokens, the padding (0) included. */
  default int vocabulary() {
    return alphabet().vocabulary();
  }

  /** The token of a cell's value, as in the data of the references. */
  default int token(byte cell) {
    return alphabet().token(cell);
  }

  /** The value that a token stands for; 0 for the padding. */
  default byte cell(int token) {
    return (byte) alphabet().cell(token);
  }

  /** Cells as tokens. */
  default int[] tokens(byte[] cells) {
    int[] tokens = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      tokens[i] = token(cells[i]);
    }
    return tokens;
  }

  /**
   * The task of a recipe.
   *
   * @param size side of a maze
   * @throws IllegalArgumentException if there is no such task
   */
  static Task of(String name, int size) {
    return switch (name) {
      case "sudoku" -> new SudokuTask();
      case "sudoku4" -> new SmallSudokuTask();
      case "maze" -> new MazeTask(size);
      default ->
          throw new IllegalArgumentException(
              "No such task (" + name + "). Maybe sudoku, sudoku4 or maze.");
    };
  }
}
