package io.consilium.framework.training;

import io.consilium.framework.training.recipe.RecipeError;
import io.consilium.framework.training.run.TrainingFailed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The main class of the process that trains. */
@Command(
    name = "consilium",
    mixinStandardHelpOptions = true,
    subcommands = {TrainCommand.class, NeuralCommand.class})
public final class TrainingMain {
  static final int USAGE = 64;
  static final int FAILED = 70;
  static final int STOPPED = 130;

  private TrainingMain() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new TrainingMain());
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((failure, given) -> misused(failure));
    commandLine.setExecutionExceptionHandler(
        (failure, command, given) -> {
          command.getErr().println(message(failure));
          return failure instanceof RecipeError ? USAGE : FAILED;
        });
    return commandLine;
  }

  /** Where the shipped recipes stand. */
  static Path recipes() {
    return Path.of(System.getProperty("consilium.recipes", "recipes"));
  }

  private static int misused(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage());
    command.getErr().println("Maybe see: " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static String message(Exception failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "There is no file (" + missing.getFile() + "). Maybe check its path.";
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return "(" + there.getFile() + ") is no directory. Maybe give another path.";
    }
    boolean plain =
        failure instanceof RecipeError
            || failure instanceof TrainingFailed
            || failure instanceof IOException
            || failure instanceof IllegalArgumentException;
    return plain && failure.getMessage() != null
        ? failure.getMessage()
        : "The command failed: " + failure;
  }
}
