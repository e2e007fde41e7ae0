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
      description = "Name of a pipeline (see: ./consilium pipeline list), or path of its file.")
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

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      description = "Whom the files are about: \"audit forget NAME\" erases all of that person's.")
  private String subject;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = {
        "Who hands it in; nobody approves it by this name. A claim, which nothing here proves."
            + " Default: the user's name on this machine."
      })
  private String name = System.getProperty("user.name");

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
    RunResults results =
        new RunResults(terminal, pipeline, out, new RunResults.Form(json, explain, several()));
    try (HostAccess access = HostAccess.reach(Home.find(), main.work(), terminal::say);
        Exchange exchange = access.connection().begin(request())) {
      interrupts.then(() -> cancel(exchange));
      exchange.read(event -> take(event, results));
    } catch (Complaint e) {
      terminal.say(e.getMessage());
      results.failed(e.exitCode());
    } catch (IOException e) {
      terminal.say("The connection to the host broke (" + e.getMessage() + ").");
    }
    int code = results.end(Logs.file(main.work()));
    return interrupts.interrupted() ? ExitCode.CANCELLED : code;
  }

  private boolean several() {
    return files.size() > 1 || Files.isDirectory(files.get(0));
  }

  private ObjectNode request() {
    ObjectNode request = Connection.request("run");
    request.put("pipeline", PipelineCommand.asked(pipeline));
    request.put("pages", out != null || !json);
    files.forEach(
        file -> request.withArray("files").add(file.toAbsolutePath().normalize().toString()));
    Optional.ofNullable(seed).ifPresent(given -> request.put("seed", Long.toString(given)));
    Optional.ofNullable(name).ifPresent(given -> request.put("name", given));
    Optional.ofNullable(subject).ifPresent(given -> request.put("subject", given));
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

  private void take(JsonNode event, RunResults results) {
    switch (event.path("event").asText()) {
      case "progress" -> {
        results.began(event);
        main.terminal().progress(progress(event));
      }
      case "began" -> results.began(event);
      case "warning" -> main.terminal().say("warning: " + event.path("line").asText());
      case "result" -> results.take(event);
      case "done" -> results.done();
      default -> {
        // A newer host may say more than is understood here.
      }
    }
  }

  static String progress(JsonNode event) {
    String path = event.path("path").asText();
    return "  ".repeat(event.path("level").asInt() + 1)
        + (path.isEmpty() ? "" : path + " > ")
        + ForeignText.plain(event.path("line").asText());
  }
}
