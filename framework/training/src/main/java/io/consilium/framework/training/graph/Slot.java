package io.consilium.framework.training.graph;

import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.training.graph.GraphRecipe.Phase;
import io.consilium.framework.training.puzzle.Sudoku;
import io.consilium.framework.training.run.Draws;
import java.util.random.RandomGenerator;

/**
 * One place in the batch: a puzzle and how far it is. What is drawn depends on the seed, the place
 * and the number of the puzzle alone.
 */
final class Slot {
  private final long seed;
  private final int place;
  long drawn;
  Sudoku sudoku;
  int[] solution;
  GraphCarry carry;
  int segments;
  boolean lingers;
  boolean over = true;

  Slot(long seed, int place) {
    this.seed = seed;
    this.place = place;
  }

  /** Draws the next puzzle if the last is over. */
  void fill(Phase phase, PuzzleSource source, GraphRecipe recipe) {
    if (!over) {
      return;
    }
    RandomGenerator random = random(seed, place, drawn++);
    take(source.next(phase, random));
    carry =
        GraphCarry.start(
            ConstraintGraph.sudoku(ints(sudoku.clues()), 3, 3), recipe.network().width(), random);
    segments = 0;
    lingers = random.nextDouble() < recipe.linger();
    over = false;
  }

  static RandomGenerator random(long seed, int place, long drawn) {
    return Draws.at(seed, drawn, place);
  }

  void take(Sudoku puzzle) {
    sudoku = puzzle;
    solution = ints(puzzle.solution());
  }

  static int[] ints(byte[] cells) {
    int[] ints = new int[cells.length];
    for (int i = 0; i < cells.length; i++) {
      ints[i] = cells[i];
    }
    return ints;
  }
}
