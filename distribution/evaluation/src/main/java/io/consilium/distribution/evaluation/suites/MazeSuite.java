package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.framework.training.puzzle.Difficulty;
import io.consilium.framework.training.puzzle.Maze;
import io.consilium.framework.training.puzzle.MazeGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Mazes with one shortest path, of every difficulty, through the pipeline. */
final class MazeSuite implements Suite {
  private static final int USUAL = 40;
  private static final long SEED = 20_240_615;

  @Override
  public String name() {
    return "maze";
  }

  @Override
  public String pipeline() {
    return name();
  }

  @Override
  public String description() {
    return "Generated mazes (test): shortest paths found, wrongly accepted, by difficulty.";
  }

  @Override
  public Result run(Run run, TaskRunner.Opener host) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    MazeGenerator generator = new MazeGenerator(io.consilium.framework.training.puzzle.Split.TEST);
    List<Generated.Puzzle> puzzles = new ArrayList<>();
    for (int i = 0; i < run.limit().orElse(USUAL); i++) {
      Difficulty difficulty = Difficulty.values()[i % Difficulty.values().length];
      Maze maze = generator.next(difficulty, random);
      puzzles.add(
          new Generated.Puzzle(
              difficulty.name().toLowerCase(Locale.ROOT), maze.lines(maze.cells()), cells(maze)));
    }
    return Generated.measure(pipeline(), puzzles, run, host);
  }

  private static List<List<Integer>> cells(Maze maze) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < maze.rows(); row++) {
      List<Integer> cells = new ArrayList<>();
      for (int column = 0; column < maze.columns(); column++) {
        cells.add((int) maze.solution()[row * maze.columns() + column]);
      }
      rows.add(cells);
    }
    return rows;
  }
}
