package io.consilium.framework.training;

import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.runtimes.tensor.TensorMemoryExhausted;
import io.consilium.framework.runtimes.tensor.TensorUnavailable;
import io.consilium.framework.training.recipe.RecipeError;
import io.consilium.framework.training.run.TrainingFailed;
import io.consilium.framework.training.task.BadInput;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
          return bad(failure) ? USAGE : FAILED;
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

  /** What was given is wrong, rather than what we made of it. */
  private static boolean bad(Exception failure) {
    return failure instanceof RecipeError
        || failure instanceof BadInput
        || failure instanceof BadCheckpoint
        || failure instanceof NoSuchFileException;
  }

  private static String message(Exception failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "There is no file (" + missing.getFile() + "). Maybe check its path.";
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return "(" + there.getFile() + ") is no directory. Maybe give another path.";
    }
    if (failure instanceof FileSystemException refused) {
      String reason =
          refused.getReason() != null ? refused.getReason() : refused.getClass().getSimpleName();
      return "The file ("
          + refused.getFile()
          + ") cannot be used: "
          + reason
          + ". Maybe check who may read and write there, and the space that is left.";
    }
    boolean ours =
        bad(failure)
            || failure instanceof TrainingFailed
            || failure instanceof TensorUnavailable
            || failure instanceof TensorMemoryExhausted;
    if (ours && failure.getMessage() != null) {
      return failure.getMessage();
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      boolean advised = failure.getMessage().contains("Maybe");
      return failure.getMessage()
          + (advised ? "" : ". Maybe check the space that is left on the disk, and the path.");
    }
    return "The command failed: " + failure;
  }
}
