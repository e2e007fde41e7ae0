package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.LogicGridGenerator;
import io.consilium.framework.training.puzzle.LogicPuzzle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Logic grid puzzles with one solution, of every difficulty, through the pipeline. */
final class LogicGridSuite implements Suite {
  private static final int USUAL = 40;
  private static final long SEED = 20_240_615;

  @Override
  public String name() {
    return "logic-grid";
  }

  @Override
  public String pipeline() {
    return name();
  }

  @Override
  public String description() {
    return "Generated logic grids (test): solved, wrongly accepted, by difficulty.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    LogicGridGenerator generator =
        new LogicGridGenerator(io.consilium.framework.training.puzzle.Split.TEST);
    List<Generated.Puzzle> puzzles = new ArrayList<>();
    for (int i = 0; i < run.limit().orElse(USUAL); i++) {
      Difficulty difficulty = Difficulty.values()[i % Difficulty.values().length];
      LogicPuzzle puzzle = generator.next(difficulty, random);
      puzzles.add(
          new Generated.Puzzle(
              difficulty.name().toLowerCase(Locale.ROOT), puzzle.text(), puzzle.solution()));
    }
    return Generated.measure(pipeline(), puzzles, run, host);
  }
}
