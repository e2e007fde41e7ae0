package io.consilium.framework.training;

import io.consilium.framework.training.puzzle.Split;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Puzzles;
import io.consilium.framework.training.task.Task;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code neural generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes puzzles with one solution, a line each: puzzle,solution,source.",
      "",
      "Sudoku: easy, minimal, sparse, hard, extreme; sudoku4: easy, minimal; maze: maze. A seed repeats them."
    })
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TASK", description = "sudoku, sudoku4 or maze")
  private String task;

  @Option(names = "--kind", paramLabel = "KIND", description = "Default: the easiest")
  private String kind;

  @Option(names = "--count", paramLabel = "N", description = "Default: 10")
  private int count = 10;

  @Option(names = "--size", paramLabel = "N", description = "Side of a maze. Default: 8")
  private int size = 8;

  @Option(names = "--seed", paramLabel = "S", description = "Default: 1")
  private long seed = 1;

  @Option(names = "--test", description = "Of the side that is never trained on.")
  private boolean test;

  @Override
  public Integer call() {
    if (count < 0 || size < 4 || size > 40) {
      throw new ParameterException(
          spec.commandLine(),
          "--count (%d) must not be below 0, --size (%d) from 4 to 40. Maybe leave them out."
              .formatted(count, size));
    }
    Task made = made();
    String chosen = kind == null ? made.kinds().get(0) : kind.toLowerCase(Locale.ROOT);
    if (!made.kinds().contains(chosen)) {
      throw new ParameterException(
          spec.commandLine(), "No such kind (" + kind + "). Maybe one of " + made.kinds() + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    SplittableRandom random = new SplittableRandom(seed);
    out.println("puzzle,solution,source");
    for (int i = 0; i < count; i++) {
      Puzzle puzzle = made.next(chosen, test ? Split.TEST : Split.TRAIN, random);
      out.println(
          Puzzles.text(puzzle.cells()) + "," + Puzzles.text(puzzle.solution()) + "," + chosen);
    }
    out.flush();
    return 0;
  }

  private Task made() {
    try {
      return Task.of(task, size);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
