package io.consilium.framework.training.graph;

import io.consilium.framework.training.graph.GraphRecipe.Phase;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.puzzle.SudokuGenerator;
import io.consilium.framework.training.puzzle.Symmetry;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws puzzles of one side of the split. Hard ones come out of the pool, if there is one. */
final class PuzzleSource {
  private final SudokuGenerator generator = new SudokuGenerator();
  private final Split split;
  private final Optional<HardPool> pool;

  PuzzleSource(Split split, Optional<HardPool> pool) {
    this.split = split;
    this.pool = pool;
  }

  Sudoku next(Phase phase, RandomGenerator random) {
    double all = phase.easy() + phase.minimal() + phase.sparse() + phase.hard();
    double draw = random.nextDouble() * all;
    if (draw < phase.easy()) {
      return next(Difficulty.EASY, random);
    }
    if (draw < phase.easy() + phase.minimal()) {
      return next(Difficulty.MINIMAL, random);
    }
    if (draw < all - phase.hard()) {
      return next(Difficulty.SPARSE, random);
    }
    return next(Difficulty.HARD, random);
  }

  Sudoku next(Difficulty difficulty, RandomGenerator random) {
    while (true) {
      Sudoku sudoku;
      if (difficulty == Difficulty.HARD && pool.isPresent()) {
        sudoku = pool.get().draw(split, random);
      } else {
        sudoku = generator.next(difficulty, random);
        if (Split.of(sudoku) != split) {
          continue;
        }
      }
      return Symmetry.apply(sudoku, random);
    }
  }
}
