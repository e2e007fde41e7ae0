package io.consilium.framework.training.graph;

import io.consilium.framework.neural.graph.ConstraintGraph;
import io.consilium.framework.neural.graph.FusedGraphNetwork;
import io.consilium.framework.neural.graph.GraphCarry;
import io.consilium.framework.neural.graph.GraphNetwork;
import io.consilium.framework.neural.graph.GraphStep;
import io.consilium.framework.neural.graph.GraphWeights;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.HardPool;
import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.puzzle.Sudoku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** The same few puzzles of every difficulty, from the other side of the split, time after time. */
final class GraphTest {
  private static final int EACH = 40;
  private static final int SEGMENTS = 16;

  private final Map<String, List<Sudoku>> puzzles = new LinkedHashMap<>();
  private final GraphRecipe recipe;
  private final HardPool pool;
  private final ExecutorService threads;

  GraphTest(GraphRecipe recipe, HardPool pool, ExecutorService threads) {
    this.recipe = recipe;
    this.pool = pool;
    this.threads = threads;
  }

  /** Made for the first test: it takes longer than many a short run. */
  private void draw() {
    SplittableRandom random = new SplittableRandom(recipe.seed() + 1);
    PuzzleSource source = new PuzzleSource(Split.TEST, pool);
    for (Difficulty difficulty : Difficulty.values()) {
      List<Sudoku> some = new ArrayList<>();
      for (int i = 0; i < EACH; i++) {
        some.add(source.next(difficulty, random));
      }
      puzzles.put(difficulty.name().toLowerCase(Locale.ROOT), some);
    }
    List<Sudoku> extreme = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      extreme.add(source.extreme(random));
    }
    puzzles.put("extreme", extreme);
  }

  /** The share of each difficulty that is right after 16 segments. */
  Map<String, Double> exact(GraphWeights weights) {
    if (puzzles.isEmpty()) {
      draw();
    }
    GraphNetwork network = new FusedGraphNetwork(weights, "in training");
    Map<String, Double> shares = new LinkedHashMap<>();
    puzzles.forEach(
        (difficulty, some) -> {
          List<Callable<Boolean>> work = new ArrayList<>();
          some.forEach(sudoku -> work.add(() -> solved(network, sudoku)));
          long right = GraphLearner.all(threads, work).stream().filter(b -> b).count();
          shares.put(difficulty, (double) right / some.size());
        });
    return shares;
  }

  private static boolean solved(GraphNetwork network, Sudoku sudoku) {
    int[] solution = Slot.ints(sudoku.solution());
    GraphCarry carry = network.start(ConstraintGraph.sudoku(Slot.ints(sudoku.clues()), 3, 3), 7L);
    int[] chosen = {};
    for (int i = 0; i < SEGMENTS; i++) {
      GraphStep step = network.step(carry, () -> false);
      carry = step.carry();
      chosen = step.chosen();
    }
    return Arrays.equals(chosen, solution);
  }
}
