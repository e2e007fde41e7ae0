package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * Makes Sudokus of sizes other than 9 x 9.
 *
 * <p>EASY leaves half of the cells where singles allow. MINIMAL takes clues away while a search of
 * bounded effort shows one solution: up to 9 x 9 that is minimal, beyond a clue too many may stay.
 * SPARSE and HARD are the best of a few minimal ones by clues and by wrong guesses.
 */
final class SizedGenerator {
  private static final int GUESSES = 400;
  private static final int FILL = 2_000;
  private static final int TRIES = 6;

  private final Shape shape;
  private final GenericSolver solver;

  SizedGenerator(Shape shape) {
    this.shape = shape;
    this.solver = new GenericSolver(shape);
  }

  Sudoku next(Difficulty difficulty, RandomGenerator random) {
    return switch (difficulty) {
      case EASY -> easy(random);
      case MINIMAL -> minimal(random);
      case SPARSE, HARD -> best(difficulty, random);
    };
  }

  private Sudoku best(Difficulty difficulty, RandomGenerator random) {
    Sudoku best = null;
    int score = Integer.MIN_VALUE;
    for (int k = 0; k < TRIES; k++) {
      Sudoku one = minimal(random);
      solver.count(one.clues(), 1, Integer.MAX_VALUE, null, null);
      int own = difficulty == Difficulty.SPARSE ? -one.given() : solver.undone();
      if (own > score) {
        best = one;
        score = own;
      }
    }
    return best;
  }

  private Sudoku easy(RandomGenerator random) {
    byte[] solution = solution(random);
    byte[] clues = solution.clone();
    int left = shape.cells();
    for (int cell : Shuffle.permutation(shape.cells(), random)) {
      if (left > shape.cells() / 2) {
        clues[cell] = 0;
        left--;
        if (solver.count(clues, 1, 0, null, null) != 1) {
          clues[cell] = solution[cell];
          left++;
        }
      }
    }
    return new Sudoku(clues, solution);
  }

  private Sudoku minimal(RandomGenerator random) {
    byte[] solution = solution(random);
    byte[] clues = solution.clone();
    for (int cell : Shuffle.permutation(shape.cells(), random)) {
      clues[cell] = 0;
      if (solver.count(clues, 2, GUESSES, null, null) != 1) {
        clues[cell] = solution[cell];
      }
    }
    return new Sudoku(clues, solution);
  }

  /** A filled grid: the first box at random, the rest by search, begun anew when it gets stuck. */
  private byte[] solution(RandomGenerator random) {
    byte[] solution = new byte[shape.cells()];
    while (true) {
      byte[] cells = new byte[shape.cells()];
      int[] digits = Shuffle.permutation(shape.size(), random);
      int next = 0;
      for (int cell = 0; cell < cells.length; cell++) {
        if (shape.box(cell) == 0) {
          cells[cell] = (byte) (digits[next++] + 1);
        }
      }
      if (solver.count(cells, 1, FILL, solution, random) == 1) {
        return Symmetry.random(shape, random).apply(solution);
      }
    }
  }
}
