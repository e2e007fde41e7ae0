package io.consilium.distribution.host;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long all of it may take. Default: ${DEFAULT-VALUE}")
  private int seconds;

  private final ArrayNode steps = (ArrayNode) Json.tree(List.of());
  private final ArrayNode rules = (ArrayNode) Json.tree(List.of());
  private boolean well = true;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isRegularFile(jar)) {
      throw Complaint.usage("There is no file " + jar + ". Maybe check the path.");
    }
    if (seconds < 1) {
      throw Complaint.usage("--limit is at least 1 second (" + seconds + ").");
    }
    Home home = Home.find();
    if (!Files.isDirectory(home.directory().resolve("check"))) {
      throw Complaint.usage(
          "This distribution holds no conformance kits. Maybe build it from source.");
    }
    Path file = jar.toAbsolutePath().normalize();
    Path work = parent.main().work().toAbsolutePath().normalize();
    new CheckProcess(home, Duration.ofSeconds(seconds)).run(file, work, !still, this::take);
    conclude();
    return well ? 0 : ExitCode.UNVERIFIED;
  }

  private void take(JsonNode line) {
    if (line.has("rule")) {
      rules.add(line.path("rule"));
      well &= !line.path("rule").path("state").asText().equals("BROKEN");
    } else {
      steps.add(line);
      well &= !line.path("state").asText().equals("refused");
      if (!json) {
        say(line.path("state").asText(), line.path("step").asText(), line.path("message").asText());
      }
    }
  }

  private void conclude() {
    if (json) {
      ObjectNode all = (ObjectNode) Json.tree(Map.of("jar", jar.toString(), "installable", well));
      all.set("steps", steps);
      all.set("rules", rules);
      parent.terminal().result(all.toString());
      return;
    }
    if (!rules.isEmpty()) {
      printRules();
    }
    parent
        .terminal()
        .result(
            well
                ? "It may be installed: ./consilium plugin install " + ForeignText.plain("" + jar)
                : "It may not be installed.");
  }

  private void printRules() {
    long broken = count("BROKEN");
    say(
        broken == 0 ? "ok" : "refused",
        "rules",
        count("HOLDS") + " hold, " + count("SKIPPED") + " skipped, " + broken + " broken");
    Map<String, List<String>> skipped = new LinkedHashMap<>();
    for (JsonNode rule : rules) {
      String id = rule.path("id").asText();
      String message = rule.path("message").asText();
      if (rule.path("state").asText().equals("BROKEN")) {
        say("refused", "", (id + " " + rule.path("title").asText()).strip() + ": " + message);
      } else if (rule.path("state").asText().equals("SKIPPED")) {
        skipped.computeIfAbsent(message, same -> new ArrayList<>()).add(id);
      }
    }
    skipped.forEach(
        (message, ids) ->
            say("skipped", "", ids.stream().sorted().collect(joining(", ")) + ": " + message));
  }

  private long count(String state) {
    long count = 0;
    for (JsonNode rule : rules) {
      count += rule.path("state").asText().equals(state) ? 1 : 0;
    }
    return count;
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
