package io.consilium.distribution.benchmarks;

import io.consilium.distribution.benchmarks.ledger.LedgerBenchCommand;
import io.consilium.distribution.benchmarks.plugins.HostileCommand;
import io.consilium.distribution.benchmarks.plugins.PluginsCommand;
import io.consilium.distribution.benchmarks.plugins.SwapCommand;
import io.consilium.json.Json;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code bench}: runs in a Java process of its own, with the full compiler. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures what the house itself costs, each figure beside a bare alternative.",
    subcommands = {
      CrashCommand.class,
      LedgerBenchCommand.class,
      SwapCommand.class,
      PluginsCommand.class,
      HostileCommand.class
    })
public final class BenchCommand implements Callable<Integer> {
  private static final List<String> SUITES = List.of("loop", "gate");

  private static final int USAGE = 64;
  private static final int OUR_FAULT = 70;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "SUITE", description = "loop, gate. Default: both")
  private List<String> suites = List.of();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where files are written: decides which disk is measured. Default: temporary")
  private Path directory;

  public static void main(String[] arguments) {
    System.exit(execute(new BenchCommand(), arguments));
  }

  /** Runs a command; what was mistyped and what failed is said in words, the exit code too. */
  public static int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setParameterExceptionHandler((mistake, given) -> mistyped(mistake))
        .setExecutionExceptionHandler((failure, failing, given) -> failed(failure))
        .execute(arguments);
  }

  private static int mistyped(ParameterException mistake) {
    System.err.println(mistake.getMessage());
    System.err.println(
        "Maybe see: ./consilium "
            + mistake.getCommandLine().getCommandSpec().qualifiedName()
            + " --help");
    return USAGE;
  }

  private static int failed(Exception failure) {
    String message = failure.getMessage();
    System.err.println("The benchmark failed. " + (message == null ? failure : message));
    return OUR_FAULT;
  }

  @Override
  public Integer call() throws Exception {
    for (String suite : suites) {
      if (!SUITES.contains(suite)) {
        throw new ParameterException(
            spec.commandLine(),
            "No such suite ("
                + suite
                + "). Maybe one of "
                + String.join(", ", SUITES)
                + ", crash, ledger, swap, plugins, hostile or neural.");
      }
    }
    Path scratch =
        directory == null
            ? Files.createTempDirectory("consilium-bench")
            : Files.createTempDirectory(directory, "consilium-bench");
    try {
      print(measure(scratch), System.out);
    } finally {
      Scratch.delete(scratch);
    }
    return 0;
  }

  private List<Figure> measure(Path scratch) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (String suite : suites.isEmpty() ? SUITES : suites) {
      System.err.println("Measuring " + suite + " ...");
      switch (suite) {
        case "loop" -> figures.addAll(LoopBench.run(scratch));
        default -> figures.addAll(GateBench.run());
      }
    }
    return figures;
  }

  private void print(List<Figure> figures, PrintStream out) {
    if (json) {
      out.println(Json.text(Map.of("suite", "bench", "figures", figures)));
      return;
    }
    out.printf("%-48s %12s %12s %12s  %-4s %s%n", "", "median", "min", "max", "", "ratio");
    for (Figure figure : figures) {
      out.printf(
          Locale.ROOT,
          "%-48s %12.1f %12.1f %12.1f  %-4s %s%n",
          figure.name(),
          figure.median(),
          figure.min(),
          figure.max(),
          figure.unit(),
          figure.against().isEmpty()
              ? ""
              : String.format(Locale.ROOT, "%.2f x %s", figure.ratio(), figure.against()));
    }
  }
}
