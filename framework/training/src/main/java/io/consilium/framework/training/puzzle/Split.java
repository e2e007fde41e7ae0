package io.consilium.framework.training.puzzle;

/**
 * The side of a puzzle, decided by a hash that its symmetries leave alone: no disguised copy of a
 * test puzzle is ever trained on. One class in sixteen is for testing.
 */
public enum Split {
  TRAIN,
  TEST;

  /** The side of a Sudoku of any size. */
  public static Split of(Sudoku sudoku) {
    return ofHash(Invariant.of(sudoku));
  }

  /** The side of a maze: rotations and reflections are on the same. */
  public static Split of(Maze maze) {
    return ofHash(maze.invariant());
  }

  /** The side of a logic grid: names and the order of clues don't matter. */
  public static Split of(LogicPuzzle puzzle) {
    return ofHash(puzzle.invariant());
  }

  static Split ofHash(long invariant) {
    return (Invariant.mix(invariant) & 15) == 0 ? TEST : TRAIN;
  }
}
