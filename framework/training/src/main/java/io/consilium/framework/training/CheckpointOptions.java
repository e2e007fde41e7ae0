package io.consilium.framework.training;

import io.consilium.framework.training.inspect.Thinker;
import io.consilium.framework.training.inspect.Thinkers;
import io.consilium.framework.training.task.BadInput;
import io.consilium.framework.training.task.Puzzle;
import io.consilium.framework.training.task.Puzzles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands that look at a checkpoint have in common. */
final class CheckpointOptions {
  @Parameters(paramLabel = "CHECKPOINT", description = "A file of safetensors.")
  Path checkpoint;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Puzzles: CSV with columns puzzle, solution and maybe source. Default: new ones")
  Path data;

  @Option(
      names = "--puzzles",
      paramLabel = "N",
      description = "Puzzles of each set; 0: all of the file. Default: ${DEFAULT-VALUE}")
  int puzzles = 64;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps that the network takes. Default: as many as it was trained for")
  int steps;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Of an official checkpoint, which holds none: the YAML or JSON published beside it; may be"
              + " given twice, as with all_config.yaml and dataset.json")
  List<Path> configs = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "S", description = "Of new puzzles. Default: 1")
  long seed = 1;

  @Option(names = "--threads", paramLabel = "N", description = "Default: 1")
  int threads = 1;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  /** Makes the network, once the options are looked at. */
  Thinker open() throws IOException {
    if (threads < 1 || puzzles < 0 || steps < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--threads (%d) must be above 0, --puzzles (%d) and --steps (%d) not below. Maybe leave them out."
              .formatted(threads, puzzles, steps));
    }
    // Before anything runs in parallel.
    System.setProperty(
        "java.util.concurrent.ForkJoinPool.common.parallelism",
        Integer.toString(Math.max(1, threads - 1)));
    return Thinkers.open(checkpoint, configs);
  }

  List<Puzzle> puzzles(Thinker thinker) throws IOException {
    List<Puzzle> found =
        data == null
            ? Puzzles.generated(thinker.task(), Math.max(1, puzzles), seed)
            : Puzzles.read(data, thinker.task(), puzzles);
    if (found.isEmpty()) {
      throw new BadInput("There is no puzzle in (" + data + "). Maybe another file is meant.");
    }
    return found;
  }

  int steps(Thinker thinker) {
    return steps > 0 ? steps : thinker.maxSteps();
  }
}
