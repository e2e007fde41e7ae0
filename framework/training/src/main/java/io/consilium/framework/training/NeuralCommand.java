package io.consilium.framework.training;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code neural}: all about trained networks. */
@Command(
    name = "neural",
    mixinStandardHelpOptions = true,
    description = "Looks into trained networks, makes puzzles, compares ways to halt.",
    subcommands = {
      InspectCommand.class,
      StudyCommand.Eval.class,
      StudyCommand.Ways.class,
      GenerateCommand.class,
      AblateCommand.class
    })
public final class NeuralCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
