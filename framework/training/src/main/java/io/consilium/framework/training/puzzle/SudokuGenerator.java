package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * Makes 9 x 9 Sudokus with exactly one solution.
 *
 * <p>Puzzles depend only on the random generator given, so a seed repeats them. Instances hold no
 * shared state: use one with one random generator on each thread.
 */
public final class SudokuGenerator {
  private static final int SPARSE_ROUNDS = 60;
  private static final int HARD_ROUNDS = 40;

  private final SudokuSolver solver = new SudokuSolver();
  private final Minimiser minimiser = new Minimiser(solver);

  /** One puzzle. */
  public Sudoku next(Difficulty difficulty, RandomGenerator random) {
    byte[] solution = solution(random);
    return switch (difficulty) {
      case EASY -> easy(solution, random);
      case MINIMAL -> new Sudoku(minimiser.minimise(solution, random), solution);
      case SPARSE -> sparse(solution, random);
      case HARD -> hard(solution, random);
    };
  }

  private byte[] solution(RandomGenerator random) {
    byte[] seeds = new byte[81];
    for (int box = 0; box < 3; box++) {
      int[] digits = Shuffle.permutation(9, random);
      for (int k = 0; k < 9; k++) {
        seeds[(box * 3 + k / 3) * 9 + box * 3 + k % 3] = (byte) (digits[k] + 1);
      }
    }
    byte[] solution = new byte[81];
    solver.complete(seeds, random, solution);
    return Symmetry.random(random).apply(solution);
  }

  private Sudoku easy(byte[] solution, RandomGenerator random) {
    byte[] clues = solution.clone();
    int given = 81;
    int target = random.nextInt(30, 41);
    for (int cell : Shuffle.permutation(81, random)) {
      if (given == target) {
        break;
      }
      clues[cell] = 0;
      given--;
      if (!solver.singles(clues)) {
        clues[cell] = solution[cell];
        given++;
      }
    }
    return new Sudoku(clues, solution);
  }

  private Sudoku sparse(byte[] solution, RandomGenerator random) {
    byte[] clues = minimiser.minimise(solution, random);
    int given = Minimiser.given(clues);
    for (int round = 0; round < SPARSE_ROUNDS && given > 19; round++) {
      byte[] other = minimiser.vary(clues, solution, random.nextInt(2, 6), random);
      int size = Minimiser.given(other);
      if (size <= given) {
        clues = other;
        given = size;
      }
    }
    return new Sudoku(clues, solution);
  }

  private Sudoku hard(byte[] solution, RandomGenerator random) {
    byte[] clues = minimiser.minimise(solution, random);
    int best = solver.backtracks(clues);
    for (int round = 0; round < HARD_ROUNDS; round++) {
      byte[] other = minimiser.vary(clues, solution, random.nextInt(1, 4), random);
      int rating = solver.backtracks(other);
      if (rating >= best) {
        clues = other;
        best = rating;
      }
    }
    return new Sudoku(clues, solution);
  }
}
