package io.consilium.framework.training.graph;

import io.consilium.framework.training.graph.GraphRecipe.Phase;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.puzzle.SudokuGenerator;
import io.consilium.framework.training.puzzle.Symmetry;
import java.util.random.RandomGenerator;

/** Draws puzzles of one side of the split. Extreme ones come out of the pool. */
final class PuzzleSource {
  private final SudokuGenerator generator;
  private final Split split;
  private final HardPool pool;

  PuzzleSource(Split split, HardPool pool) {
    this.generator = new SudokuGenerator(split);
    this.split = split;
    this.pool = pool;
  }

  Sudoku next(Phase phase, RandomGenerator random) {
    double all = phase.easy() + phase.minimal() + phase.sparse() + phase.hard() + phase.extreme();
    double draw = random.nextDouble() * all - phase.extreme();
    if (draw < 0) {
      return extreme(random);
    }
    if (draw < phase.easy()) {
      return next(Difficulty.EASY, random);
    }
    if (draw < phase.easy() + phase.minimal()) {
      return next(Difficulty.MINIMAL, random);
    }
    boolean hard = draw >= phase.easy() + phase.minimal() + phase.sparse();
    return next(hard ? Difficulty.HARD : Difficulty.SPARSE, random);
  }

  Sudoku next(Difficulty difficulty, RandomGenerator random) {
    return Symmetry.apply(generator.next(difficulty, random), random);
  }

  /** One that is hard for trials. */
  Sudoku extreme(RandomGenerator random) {
    return pool.draw(split, random);
  }
}
