package io.consilium.distribution.evaluation;

import io.consilium.distribution.evaluation.suites.Suite;
import io.consilium.distribution.evaluation.suites.Suites;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code eval <suite>}: measures on a data directory. Prints figures to standard output and
 * progress to standard error. Exit codes: 0 measured, 64 unknown suite or pipeline or missing data,
 * 70 no host.
 */
@Command(
    name = "eval",
    description = "Measures how well the host does its work.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class EvalCommand implements Callable<Integer> {
  private static final int USAGE = 64;
  private static final int OUR_FAULT = 70;

  private final TaskRunner.Opener host;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<suite>",
      description =
          "report-forecast, charts, forecast, sentiment, sudoku, maze, logic-grid"
              + " or grid-pictures.")
  private String suite;

  @Option(
      names = "--pipeline",
      paramLabel = "FILE|NAME",
      description = "Measure this pipeline in place of the suite's own.")
  private String pipeline;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory, one folder a set. Default: $CONSILIUM_DATA.")
  private Path data;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many items (charts: of each set).")
  private Integer limit;

  @Option(
      names = "--split",
      paramLabel = "HALF",
      defaultValue = "all",
      description = "report-forecast, grid-pictures: tune, held or all. Default: all.")
  private String split;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write the figures as Markdown.")
  private Path report;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "report-forecast, grid-pictures: leave pictures and truths there.")
  private Path keep;

  @Option(
      names = "--details",
      paramLabel = "FILE",
      description = "Also write how each item went, one JSON object a line.")
  private Path details;

  /**
   * The command.
   *
   * @param host reaches or starts a host, called once
   */
  public EvalCommand(TaskRunner.Opener host) {
    this(host, System.getenv());
  }

  EvalCommand(TaskRunner.Opener host, Map<String, String> environment) {
    this.host = host;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return measure(err);
    } catch (Suite.MissingData | TaskRunner.Unfit | IllegalArgumentException e) {
      err.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      err.println("The suite " + suite + " could not be measured: " + e.getMessage());
      return OUR_FAULT;
    } finally {
      err.flush();
    }
  }

  private int measure(PrintWriter err) throws IOException {
    Suite chosen = Suites.named(suite).orElseThrow(this::unknown);
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("--limit must be at least 1 (" + limit + ").");
    }
    TaskRunner.Opener measured =
        pipeline == null ? host : InPlaceOf.open(chosen.pipeline(), wanted(), host);
    long start = System.nanoTime();
    try (Progress progress = Progress.to(err, details)) {
      Suite.Run run =
          new Suite.Run(
              dataDirectory(),
              limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
              half(),
              Optional.ofNullable(keep),
              progress);
      Suite.Result result = chosen.run(run, measured);
      Figures figures = new Figures(suite, result, (System.nanoTime() - start) / 1e9);
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? figures.json() : figures.text());
      out.flush();
      if (report != null) {
        Files.writeString(report, figures.markdown(commandLine()));
      }
    }
    return 0;
  }

  private IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "Unknown suite ("
            + suite
            + "). Maybe one of: "
            + Suites.all().stream().map(Suite::name).collect(Collectors.joining(", "))
            + ".");
  }

  /** A name, or the whole path of a file that is there. */
  private String wanted() {
    if (!pipeline.contains("/") && !pipeline.endsWith(".yaml")) {
      return pipeline;
    }
    Path file = Path.of(pipeline).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "There is no pipeline file " + file + ". Maybe check the path.");
    }
    return file.toString();
  }

  private Optional<Path> dataDirectory() {
    if (data != null && !Files.isDirectory(data)) {
      throw new Suite.MissingData("The data directory does not exist (" + data + ").");
    }
    return Optional.ofNullable(data)
        .or(() -> Optional.ofNullable(environment.get("CONSILIUM_DATA")).map(Path::of))
        .filter(Files::isDirectory);
  }

  private Suite.Split half() {
    try {
      return Suite.Split.valueOf(split.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--split is tune, held or all (" + split + ").", e);
    }
  }

  private String commandLine() {
    return "./consilium eval "
        + suite
        + (pipeline == null ? "" : " --pipeline " + pipeline)
        + " --data DIR"
        + (limit == null ? "" : " --limit " + limit)
        + (half() == Suite.Split.ALL ? "" : " --split " + split);
  }
}
