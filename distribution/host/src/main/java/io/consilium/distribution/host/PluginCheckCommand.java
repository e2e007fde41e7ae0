package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin check}: whether a jar may be installed, before anything is. */
@Command(
    name = "check",
    description = {
      "Looks at a jar as an installation would, without installing it: manifest, signature, claims,"
          + " allow-list, policy, what it needs and who here offers it; then starts it in a process"
          + " of its own, with this user's rights, and holds its plugins against the numbered rules,"
          + " with the examples that it carries (CONSILIUM-INF/examples).",
      "",
      "Exit codes: 0 it may be installed, 65 it may not, each reason said, 64 there is no such file.",
      ""
    })
final class PluginCheckCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Parameters(paramLabel = "JAR", description = "The plugin.")
  private Path jar;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Option(
      names = "--no-start",
      description = "Runs nothing of the jar: for reading what it claims before it is trusted.")
  private boolean still;

  @Option(
      names = "--configuration",
      paramLabel = "FILE",
      description =
          "Starts it with these settings, written as in DIR/config/PID.yaml; files of secrets by"
              + " absolute paths. Default: none; what stands in DIR/config is not read")
  private Path settings;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long all of it may take. Default: ${DEFAULT-VALUE}")
  private int seconds;

  private final CheckReport report = new CheckReport();

  @Override
  public Integer call() throws IOException, InterruptedException {
    JarIdentity.demandFile(jar);
    if (settings != null) {
      JarIdentity.demandFile(settings);
      if (still) {
        throw Complaint.usage(
            "With --no-start nothing gets the settings of --configuration. Maybe leave one out.");
      }
    }
    if (seconds < 1) {
      throw Complaint.usage("--limit is at least 1 second (" + seconds + ").");
    }
    Path work = parent.main().work().toAbsolutePath().normalize();
    CheckProcess process =
        new CheckProcess(
            Home.find(),
            Duration.ofSeconds(seconds),
            Optional.ofNullable(settings).map(file -> file.toAbsolutePath().normalize()));
    process.run(jar.toAbsolutePath().normalize(), work, !still, this::take);
    conclude();
    return report.well() ? 0 : ExitCode.UNVERIFIED;
  }

  private void take(JsonNode line) {
    report.take(line);
    if (!json && !line.has("rule")) {
      say(line.path("state").asText(), line.path("step").asText(), line.path("message").asText());
    }
  }

  private void conclude() {
    if (json) {
      ObjectNode all =
          (ObjectNode) Json.tree(Map.of("jar", jar.toString(), "installable", report.well()));
      all.set("steps", report.steps());
      all.set("rules", report.rules());
      parent.terminal().result(all.toString());
      return;
    }
    if (!report.rules().isEmpty()) {
      printRules();
    }
    parent
        .terminal()
        .result(
            report.well()
                ? "It may be installed: ./consilium plugin install " + ForeignText.plain("" + jar)
                : "It may not be installed.");
  }

  private void printRules() {
    say(report.broken().isEmpty() ? "ok" : "refused", "rules", report.counted());
    report.broken().forEach(rule -> say("refused", "", rule));
    report.skipped().forEach(rules -> say("skipped", "", rules));
  }

  private void say(String state, String step, String message) {
    String mark =
        switch (state) {
          case "ok" -> "✓";
          case "refused" -> "✗";
          default -> "–";
        };
    parent
        .terminal()
        .result(
            String.format("%s %-10s %s", mark, step, ForeignText.plain(message)).stripTrailing());
  }
}
