package io.consilium.framework.training;

import io.consilium.framework.training.chart.Page;
import io.consilium.framework.training.chart.Tables;
import io.consilium.framework.training.inspect.Study;
import io.consilium.framework.training.inspect.Thinker;
import io.consilium.framework.training.task.Puzzle;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code neural study} and {@code neural eval}: the same runs, looked at in two ways. */
abstract class StudyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CheckpointOptions options;

  @Option(
      names = "--restarts",
      paramLabel = "R",
      description = "Attempts at each puzzle, each from other noise. Default: 1")
  private int restarts = 1;

  @Option(names = "--markdown", description = "Prints a table of Markdown.")
  private boolean markdown;

  abstract Page.Table table(Study study);

  @Override
  public Integer call() throws Exception {
    if (restarts < 1) {
      throw new ParameterException(
          spec.commandLine(), "--restarts (" + restarts + ") must be above 0. Maybe leave it out.");
    }
    try (Thinker thinker = options.open()) {
      List<Puzzle> puzzles = options.puzzles(thinker);
      Study study = new Study(thinker, puzzles, options.steps(thinker), restarts);
      Page.Table table = table(study);
      spec.commandLine().getOut().println(markdown ? Tables.markdown(table) : Tables.text(table));
    }
    return 0;
  }

  /** {@code neural study}. */
  @Command(
      name = "study",
      mixinStandardHelpOptions = true,
      description =
          "Compares ways to halt: fixed steps, the learned head, a state or answer that rests, a"
              + " verifier, and both.")
  static final class Ways extends StudyCommand {
    @Override
    Page.Table table(Study study) {
      return study.halting();
    }
  }

  /** {@code neural eval}. */
  @Command(
      name = "eval",
      mixinStandardHelpOptions = true,
      description = "Tests a network by source: the share of puzzles right, with intervals.")
  static final class Eval extends StudyCommand {
    @Override
    Page.Table table(Study study) {
      return study.accuracy();
    }
  }
}
