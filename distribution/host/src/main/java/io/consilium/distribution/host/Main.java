package io.consilium.distribution.host;

import io.consilium.distribution.evaluation.EvalCommand;
import io.consilium.governance.auditor.AuditCommand;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code consilium}. */
@Command(
    name = "consilium",
    description = {
      "A reasoning host: plans, routes, verifies, halts on evidence, and keeps a record that can be"
          + " proved.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      StopCommand.class,
      PluginCommand.class,
      ConfigCommand.class,
      PipelineCommand.class,
      PolicyCommand.class,
      ApproveCommand.class,
      ReplayCommand.class,
      DoctorCommand.class,
      BenchCommand.class,
      TrainingCommands.Train.class,
      TrainingCommands.Neural.class
    })
public final class Main {
  @Option(
      names = "--work",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {"Holds everything that the host writes. Default:", "~/.consilium"})
  private Path work;

  private final Terminal terminal;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs the command and ends the process with its exit code, whatever threads are left. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.claim();
    int code = ExitCode.OUR_FAULT;
    try {
      Logs.silence();
      code = run(arguments, terminal);
    } catch (Complaint e) {
      terminal.say(e.getMessage());
      code = e.exitCode();
    } catch (Throwable e) {
      terminal.say("The command failed: " + e);
    }
    terminal.out().flush();
    System.exit(code);
  }

  private static int run(String[] arguments, Terminal terminal) throws Exception {
    String command = arguments.length > 1 ? arguments[0] : "";
    if (command.equals("bench")) {
      return BenchCommand.run(Home.find(), List.of(arguments).subList(1, arguments.length));
    }
    if (TrainingCommands.NAMES.contains(command)) {
      return TrainingCommands.run(command, List.of(arguments).subList(1, arguments.length));
    }
    return commandLine(terminal).execute(arguments);
  }

  private static CommandLine commandLine(Terminal terminal) {
    Main main = new Main(terminal);
    CommandLine commandLine = new CommandLine(main);
    commandLine.addSubcommand(audit(main));
    commandLine.addSubcommand(new EvalCommand(() -> HostTasks.open(main.work(), terminal)));
    commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((failure, given) -> misused(failure, terminal));
    commandLine.setExecutionExceptionHandler(
        (failure, command, given) -> failed(failure, terminal));
    return commandLine;
  }

  private static CommandLine audit(Main main) {
    CommandLine audit =
        new CommandLine(
            new AuditCommand(
                () -> main.work().resolve("ledger"),
                (slots, name, why) -> CustodyCommands.reading(main, slots, name, why)));
    audit.addSubcommand(new CustodyCommands.Forget(main));
    audit.addSubcommand(new CustodyCommands.RotateKey(main));
    audit.addSubcommand(new CustodyCommands.AcceptLoss(main));
    return audit;
  }

  private static int misused(ParameterException failure, Terminal terminal) {
    CommandLine command = failure.getCommandLine();
    terminal.say(words(failure));
    terminal.say("Maybe see: ./" + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  /** What was typed wrong, in other words than a parser's. */
  private static String words(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String what = command.getSubcommands().isEmpty() ? "place for" : "command";
      return command.getCommandSpec().qualifiedName()
          + " has no "
          + what
          + " "
          + unmatched.getUnmatched().get(0)
          + ".";
    }
    return failure.getMessage().startsWith("Missing required subcommand")
        ? "A command is missing: one of "
            + String.join(", ", command.getSubcommands().keySet())
            + "."
        : failure.getMessage().replaceAll(" is not an? (int|long)$", " is no whole number");
  }

  private static int failed(Exception failure, Terminal terminal) {
    if (failure instanceof Complaint complaint) {
      terminal.say(complaint.getMessage());
      return complaint.exitCode();
    }
    if (failure instanceof ConnectException) {
      terminal.say("The host went away. Maybe try again.");
      return ExitCode.OUR_FAULT;
    }
    if (failure instanceof FileSystemException file) {
      terminal.say(said(file));
      boolean named =
          failure instanceof NoSuchFileException || failure instanceof AccessDeniedException;
      return named ? ExitCode.USAGE : ExitCode.OUR_FAULT;
    }
    terminal.say("The command failed: " + failure);
    return ExitCode.OUR_FAULT;
  }

  /** What is wrong with a file, for whoever named it. */
  static String said(FileSystemException failure) {
    String file = failure.getFile();
    if (failure instanceof NoSuchFileException) {
      return "There is no file " + file + ". Maybe check the path.";
    } else if (failure instanceof AccessDeniedException) {
      return "The file " + file + " cannot be used. Maybe its permissions forbid it.";
    }
    String why = failure.getReason() == null ? "" : " (" + failure.getReason() + ")";
    return "The file " + file + " cannot be used" + why + ".";
  }

  Terminal terminal() {
    return terminal;
  }

  Path work() {
    return work != null ? work : defaultWork();
  }

  static Path defaultWork() {
    String home = System.getenv("HOME");
    return Path.of(home == null ? System.getProperty("user.home") : home, ".consilium");
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {
        "consilium " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version()
      };
    }
  }
}
