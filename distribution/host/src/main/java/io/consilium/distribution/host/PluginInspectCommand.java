package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin inspect}. */
@Command(
    name = "inspect",
    description = {
      "Tells all of one plugin: versions, roles, how verifiers judged them, services, history.",
      "",
      "The history comes from the ledger; of a large one it is there sooner after:",
      "./consilium audit index",
      ""
    })
final class PluginInspectCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private PluginCommand parent;

  @Parameters(paramLabel = "NAME", description = "The plugin's symbolic name.")
  private String name;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ObjectNode plugin =
        (ObjectNode) HostAccess.ask(parent.main(), Connection.request("plugin").put("name", name));
    plugin.set("history", history());
    if (json) {
      parent.terminal().result(plugin.toString());
    } else {
      lines(plugin).forEach(parent.terminal()::result);
    }
    return 0;
  }

  /** As the auditor finds it; empty, and why is said, if he cannot read the ledger. */
  private JsonNode history() {
    StringWriter out = new StringWriter();
    StringWriter trouble = new StringWriter();
    int code =
        new CommandLine(new AuditCommand(() -> parent.work().path().resolve("ledger")))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(trouble, true))
            .execute("find", "--code", name, "--type", "plugin-changed", "--json");
    if (code != 0) {
      parent.terminal().say("Its history is left out: " + trouble.toString().strip());
      return Json.tree(List.of());
    }
    return Json.tree(out.toString().getBytes(StandardCharsets.UTF_8)).path("records");
  }

  private static List<String> lines(JsonNode plugin) {
    List<String> lines = new ArrayList<>();
    lines.add(plugin.path("bundle").asText());
    lines.add("");
    for (JsonNode version : plugin.path("versions")) {
      lines.add(version(version));
      version.path("offers").forEach(offer -> lines.add("  offers " + offer.asText()));
      if (version.path("offers").isEmpty()) {
        version.path("claims").forEach(claim -> lines.add("  claims " + claim.asText()));
      }
      if (!version.path("message").asText().isEmpty()) {
        lines.add("  " + version.path("message").asText());
      }
    }
    if (plugin.has("trial")) {
      lines.add("");
      lines.add(score("serves", plugin.path("trial").path("serving")));
      lines.add(score("tried", plugin.path("trial").path("candidate")));
      lines.add("waits for " + plugin.path("trial").path("waits").asText());
    }
    lines.add("");
    plugin.path("services").forEach(service -> lines.add(service(service)));
    lines.add("");
    JsonNode history = plugin.path("history");
    for (int i = Math.max(0, history.size() - SHOWN); i < history.size(); i++) {
      JsonNode record = history.get(i);
      lines.add(
          String.format(
              "#%-6s %s  %s",
              record.path("sequence").asText(),
              record.path("time").asText(),
              record.path("words").asText()));
    }
    return lines;
  }

  private static String version(JsonNode version) {
    String signer = version.path("signer").asText();
    return String.format(
        "%-12s %-9s %-10s %.12s  %s%s%s",
        version.path("version").asText(),
        version.path("state").asText(),
        PluginListCommand.role(version),
        version.path("digest").asText(),
        signer.isEmpty() ? "unsigned" : "signed by " + signer,
        version.path("stored").asBoolean() ? "" : ", not in the store",
        version.path("file").asText().isEmpty() ? "" : ", " + version.path("file").asText());
  }

  private static String score(String who, JsonNode score) {
    return String.format(
        Locale.ROOT,
        "%-7s %.12s  accepted %d of %d (%.3f to %.3f), faults %d",
        who,
        score.path("digest").asText(),
        score.path("accepted").asLong(),
        score.path("accepted").asLong() + score.path("rejected").asLong(),
        score.path("lower").asDouble(),
        score.path("upper").asDouble(),
        score.path("faults").asLong());
  }

  private static String service(JsonNode service) {
    List<String> capabilities = new ArrayList<>();
    service.path("capabilities").forEach(one -> capabilities.add(one.asText()));
    return PluginListCommand.service(service)
        + " "
        + service.path("version").asText()
        + (capabilities.isEmpty() ? "" : "  " + String.join(", ", capabilities))
        + "  in flight "
        + service.path("inFlight").asInt()
        + usage(service.path("usage"));
  }

  private static String usage(JsonNode usage) {
    return String.format(
        Locale.ROOT,
        ", calls %d, faults %d, %.1f s of processor time, %.1f MiB allocated",
        usage.path("calls").asLong(),
        usage.path("faults").asLong(),
        usage.path("cpuNanos").asLong() / 1e9,
        usage.path("allocatedBytes").asLong() / (double) (1 << 20));
  }
}
