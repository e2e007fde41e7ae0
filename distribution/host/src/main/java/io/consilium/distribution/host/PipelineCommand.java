package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code pipeline}: what there is, and whether a file is sound. */
@Command(
    name = "pipeline",
    description = {"Lists and checks pipelines.", ""},
    subcommands = {PipelineCommand.ListPipelines.class, PipelineCommand.Check.class})
final class PipelineCommand {
  @ParentCommand private Main main;

  /** As a host is to hear it, which may run elsewhere: a name, or the whole path of a file. */
  static String asked(String nameOrPath) {
    boolean path = nameOrPath.contains("/") || nameOrPath.endsWith(".yaml");
    return path ? Path.of(nameOrPath).toAbsolutePath().toString() : nameOrPath;
  }

  /** {@code pipeline list}. */
  @Command(
      name = "list",
      description = "Lists pipelines: those in DIR/pipelines, then those that ship.")
  static final class ListPipelines implements Callable<Integer> {
    @ParentCommand private PipelineCommand parent;

    @Option(names = "--json", description = "Writes one JSON array to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode pipelines = HostAccess.ask(parent.main, Connection.request("pipelines"));
      Terminal terminal = parent.main.terminal();
      if (json) {
        terminal.result(pipelines.toString());
        return 0;
      }
      for (JsonNode pipeline : pipelines) {
        String trouble = pipeline.path("trouble").asText();
        terminal.result(
            String.format(
                "%-20s %s",
                pipeline.path("name").asText(),
                trouble.isEmpty() ? pipeline.path("description").asText() : trouble));
      }
      return 0;
    }
  }

  /** {@code pipeline check}. */
  @Command(
      name = "check",
      description = {
        "Checks a pipeline: its file, and whether all that it needs is installed.",
        "",
        "Exit codes: 0 sound, 64 its file has problems, 4 something that it needs is missing.",
        ""
      })
  static final class Check implements Callable<Integer> {
    @ParentCommand private PipelineCommand parent;

    @Parameters(paramLabel = "PIPELINE", description = "A name, or the path of a file.")
    private String pipeline;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode request = Connection.request("check").put("pipeline", asked(pipeline));
      JsonNode found = HostAccess.ask(parent.main, request);
      Terminal terminal = parent.main.terminal();
      if (found.path("missing").isEmpty()) {
        terminal.result(
            found.path("name").asText() + " is sound, and nothing that it needs is missing.");
        return 0;
      }
      found.path("missing").forEach(line -> terminal.result(line.asText()));
      return ExitCode.REFUSED;
    }
  }
}
