package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.host.Connection.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code run}: a pipeline on files. */
@Command(
    name = "run",
    description = {
      "Runs a pipeline on files and shows what comes of it.",
      "",
      "A directory stands for the files in it. A pipeline that takes one file makes a task of each."
          + " Uses the host that serves the work directory, or starts one for this call.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 answered and verified, 3 best effort, 4 refused, 64 usage or bad input,"
          + " 70 the host failed, 130 cancelled. A batch exits with its worst."
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Parameters(
      index = "0",
      paramLabel = "PIPELINE",
      description = "Name of a pipeline (see: consilium pipeline list), or path of its file.")
  private String pipeline;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, or directories of files.")
  private List<Path> files;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where answer.json and report.html go; of several tasks, each gets a directory in it named"
              + " after its input. Default: ./consilium-out/TASK; nowhere with --json.")
  private Path out;

  @Option(
      names = "--json",
      description =
          "Writes one JSON object a task, one a line, and nothing else, to standard output.")
  private boolean json;

  @Option(names = "--explain", description = "Tells every decision.")
  private boolean explain;

  @Option(names = "--seed", paramLabel = "N", description = "Source of chance; drawn if not given.")
  private Long seed;

  private int worst = ExitCode.ANSWERED;
  private int results;
  private OutputFiles output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw Complaint.usage("There is no file " + file + ". Maybe check the path.");
      }
    }
    if (out != null) {
      new OutputFiles(out, false).prepare();
    }
    Interrupts interrupts = Interrupts.listen();
    Terminal terminal = main.terminal();
    interrupts.then(() -> Runtime.getRuntime().halt(ExitCode.CANCELLED));
    try (HostAccess access = HostAccess.reach(Home.find(), main.work(), terminal::say);
        Exchange exchange = access.connection().begin(request())) {
      interrupts.then(() -> cancel(exchange));
      exchange.read(this::take);
    } catch (Complaint e) {
      if (!interrupts.interrupted()) {
        throw e;
      }
      terminal.say(e.getMessage());
    }
    if (interrupts.interrupted()) {
      return ExitCode.CANCELLED;
    }
    if (results == 0) {
      throw Complaint.fault(
          "The host ended without an answer. Maybe see " + Logs.file(main.work()) + ".");
    }
    return worst;
  }

  private ObjectNode request() {
    ObjectNode request = Connection.request("run");
    boolean path = pipeline.contains("/") || pipeline.endsWith(".yaml");
    request.put("pipeline", path ? Path.of(pipeline).toAbsolutePath().toString() : pipeline);
    files.forEach(
        file -> request.withArray("files").add(file.toAbsolutePath().normalize().toString()));
    Optional.ofNullable(seed).ifPresent(given -> request.put("seed", Long.toString(given)));
    return request;
  }

  private void cancel(Exchange exchange) {
    try {
      main.terminal().say("Cancelling; the best answer so far follows. Again to leave at once.");
      exchange.cancel();
    } catch (IOException e) {
      Runtime.getRuntime().halt(ExitCode.CANCELLED);
    }
  }

  private void take(JsonNode event) {
    switch (event.path("event").asText()) {
      case "progress" -> main.terminal().progress(progress(event));
      case "warning" -> main.terminal().say("warning: " + event.path("line").asText());
      case "result" -> show(event);
      default -> {
        // A newer host may say more than is understood here.
      }
    }
  }

  private static String progress(JsonNode event) {
    String path = event.path("path").asText();
    return "  ".repeat(event.path("level").asInt() + 1)
        + (path.isEmpty() ? "" : path + " > ")
        + event.path("line").asText();
  }

  private void show(JsonNode event) {
    JsonNode report = event.path("report");
    results++;
    worst = ExitCode.worse(worst, ExitCode.of(report.path("status").asText()));
    boolean batch = event.path("tasks").asInt(1) > 1;
    Path where = null;
    if (out != null) {
      output = output == null ? new OutputFiles(out, batch) : output;
      where = output.write(report, event.path("html").asText());
    } else if (!json) {
      Path own = Path.of("consilium-out", report.path("task").asText());
      where = new OutputFiles(own, false).write(report, event.path("html").asText());
    }
    if (json) {
      main.terminal().result(report.toString());
    } else {
      main.terminal().result(Summary.of(report, explain) + "\n\nwritten to " + where + "\n");
    }
  }
}
