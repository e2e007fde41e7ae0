package io.consilium.framework.training.puzzle;

import java.util.random.RandomGenerator;

/**
 * Hardness for depth-first search: the mean of ln(1 + backtracks) over random symmetries, which
 * change the order in which cells and digits are tried. The logarithm keeps one unlucky order from
 * deciding.
 *
 * @param log the mean
 * @param samples how many orders it is the mean of
 */
record Rating(double log, int samples) {
  private static final int CAP = 20_000;

  static Rating of(byte[] clues, int samples, SudokuSolver solver, RandomGenerator random) {
    Rating rating = new Rating(0, 0);
    for (int k = 0; k < samples; k++) {
      rating = rating.more(clues, solver, random);
    }
    return rating;
  }

  /** With one more order. */
  Rating more(byte[] clues, SudokuSolver solver, RandomGenerator random) {
    double next = Math.log1p(solver.backtracks(Symmetry.random(random).apply(clues), CAP));
    return new Rating((log * samples + next) / (samples + 1), samples + 1);
  }
}
