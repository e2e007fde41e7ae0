package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code plugin list}. */
@Command(name = "list", description = "Lists jars, and the services that they offer.")
final class PluginListCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JsonNode plugins = HostAccess.ask(parent.main(), Connection.request("plugins"));
    Terminal terminal = parent.terminal();
    if (json) {
      terminal.result(plugins.toString());
    } else {
      plugins.path("jars").forEach(jar -> jar(jar, terminal));
      terminal.result("");
      Map<String, String> roles = roles(plugins.path("jars"));
      for (JsonNode service : plugins.path("services")) {
        String role = roles.getOrDefault(service.path("digest").asText(), "");
        String version = service.path("version").asText() + role;
        boolean trouble = !service.path("trouble").asText().isEmpty();
        terminal.result(
            service(service)
                + (trouble
                    ? " (" + service.path("bundle").asText() + " " + version + ")"
                    : " " + version));
      }
    }
    return 0;
  }

  /** What versions are used for, by digest; nothing of those that simply serve. */
  private static Map<String, String> roles(JsonNode jars) {
    Map<String, String> roles = new HashMap<>();
    for (JsonNode jar : jars) {
      if (!List.of("primary", "none").contains(jar.path("role").asText())) {
        roles.put(jar.path("digest").asText(), ", " + role(jar));
      }
    }
    return roles;
  }

  private static void jar(JsonNode jar, Terminal terminal) {
    terminal.result(
        String.format(
            "%-9s %-10s %s %s  %.12s  %s",
            jar.path("state").asText(),
            role(jar),
            jar.path("bundle").asText("?"),
            jar.path("version").asText(),
            jar.path("digest").asText(),
            jar.path("file").asText()));
    if (!jar.path("message").asText().isEmpty()) {
      terminal.result("          " + jar.path("message").asText());
    }
  }

  /** Such as {@code canary 10%}. */
  static String role(JsonNode jar) {
    String role = jar.path("role").asText();
    return switch (role) {
      case "canary" -> "canary " + PluginDirectory.percent(jar.path("share").asDouble());
      case "none" -> "-";
      default -> role;
    };
  }

  static String service(JsonNode service) {
    String trouble = service.path("trouble").asText();
    return String.format(
        "%-14s %-28s %-11s %s",
        service.path("kind").asText(),
        service.path("id").asText(),
        standing(service),
        trouble.isEmpty() ? service.path("bundle").asText() : ForeignText.plain(trouble));
  }

  /** Nobody but an expert is kept from work. */
  private static String standing(JsonNode service) {
    String circuit = service.path("circuit").asText("closed");
    boolean kept = service.path("kind").asText().equals("expert") && !circuit.equals("closed");
    return kept
        ? (circuit.equals("open") ? "kept out" : circuit)
        : service.path("ready").asBoolean()
            ? "ready"
            : service.path("trouble").asText().isEmpty() ? "warming up" : "not ready";
  }
}
