package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code config}: what is set for plugins. Values of secrets never come here: only references. */
@Command(
    name = "config",
    description = {
      "Lists, shows, checks and changes what is set for plugins.",
      "",
      "A plugin's settings stand in DIR/config/PID.yaml; PID is its symbolic name. A secret stands"
          + " elsewhere, and here as $${env:NAME} or $${file:PATH}.",
      ""
    },
    subcommands = {
      ConfigCommand.ListConfigurations.class,
      ConfigCommand.Show.class,
      ConfigCommand.Check.class,
      ConfigCommand.Set.class,
      ConfigCommand.Unset.class
    })
final class ConfigCommand {
  @ParentCommand private Main main;

  private JsonNode ask(ObjectNode request) throws IOException, InterruptedException {
    return HostAccess.ask(main, request);
  }

  private static ObjectNode request(String what) {
    return Connection.request("config").put("do", what);
  }

  /** Says how a configuration stands, or why not; the exit code says the same. */
  private int say(JsonNode listed, boolean json) {
    if (json) {
      main.terminal().result(listed.toString());
    } else if (refused(listed)) {
      listed.path("problems").forEach(problem -> main.terminal().say(problem.asText()));
    } else {
      main.terminal().result(line(listed));
    }
    return refused(listed) ? ExitCode.UNVERIFIED : 0;
  }

  private static boolean refused(JsonNode listed) {
    return listed.path("state").asText().equals("refused");
  }

  private static String line(JsonNode listed) {
    String state = listed.path("state").asText();
    String revision = listed.path("revision").asText();
    String none = state.equals("unset") ? "nothing set" : "nothing in force";
    return String.format(
        "%-8s %-36s %s",
        state,
        listed.path("pid").asText(),
        revision.isEmpty() ? none : "revision " + revision.substring(0, 12));
  }

  /** {@code config list}. */
  @Command(
      name = "list",
      description = {
        "Lists the plugins' configurations and how they stand.",
        "",
        "Exit codes: 0 all hold, 65 one is refused, and what was before goes on.",
        ""
      })
  static final class ListConfigurations implements Callable<Integer> {
    @ParentCommand private ConfigCommand parent;

    @Option(names = "--json", description = "Writes one JSON array to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode all = parent.ask(request("list"));
      Terminal terminal = parent.main.terminal();
      if (json) {
        terminal.result(all.toString());
      }
      int code = 0;
      for (JsonNode one : all) {
        code = refused(one) ? ExitCode.UNVERIFIED : code;
        if (!json) {
          terminal.result(line(one));
          one.path("problems").forEach(problem -> terminal.result("         " + problem.asText()));
        }
      }
      return code;
    }
  }

  /** {@code config show}. */
  @Command(
      name = "show",
      description = "Shows what is set for a plugin, the defaults, and what may be set.")
  static final class Show implements Callable<Integer> {
    @ParentCommand private ConfigCommand parent;

    @Parameters(paramLabel = "PID", description = "The plugin's symbolic name.")
    private String pid;

    @Option(names = "--json", description = "Writes one JSON object to standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      JsonNode shown = parent.ask(request("show").put("pid", pid));
      Terminal terminal = parent.main.terminal();
      if (json) {
        terminal.result(shown.toString());
        return 0;
      }
      terminal.result(line(shown));
      shown.path("problems").forEach(problem -> terminal.result("  " + problem.asText()));
      for (JsonNode value : shown.path("values")) {
        String from = value.path("from").asText();
        String allowed = value.path("allowed").asText();
        terminal.result(
            "  "
                + value.path("key").asText()
                + ": "
                + text(value.path("value"))
                + "  ("
                + (from.isEmpty() ? "default" : from)
                + (allowed.isEmpty() ? "" : "; " + allowed)
                + ")");
        if (!value.path("description").asText().isEmpty()) {
          terminal.result("      " + value.path("description").asText());
        }
      }
      boolean runs = !shown.path("state").asText().equals("absent");
      if (runs && !shown.path("declared").asBoolean()) {
        terminal.result("  The plugin does not say what may be set: nothing is checked.");
      }
      return 0;
    }

    private static String text(JsonNode values) {
      return values.isEmpty()
          ? "-"
          : StreamSupport.stream(values.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(", "));
    }
  }

  /** {@code config check}. */
  @Command(
      name = "check",
      description = {
        "Checks a file without applying it; without one, those of DIR/config.",
        "",
        "What no plugin here describes is not checked, and is named.",
        "",
        "Exit codes: 0 sound, 65 not.",
        ""
      })
  static final class Check implements Callable<Integer> {
    @ParentCommand private ConfigCommand parent;

    @Parameters(
        paramLabel = "FILE",
        arity = "0..1",
        description = "A file PID.yaml, wherever it is.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
      List<String> problems = new ArrayList<>();
      List<String> unchecked = new ArrayList<>();
      if (file == null) {
        for (JsonNode one : parent.ask(request("list"))) {
          one.path("problems").forEach(problem -> problems.add(problem.asText()));
          if (!one.path("checked").asBoolean()) {
            unchecked.add(unchecked(one));
          }
        }
      } else {
        String path = file.toAbsolutePath().toString();
        parent
            .ask(request("check").put("file", path))
            .forEach(problem -> problems.add(problem.asText()));
      }
      problems.forEach(parent.main.terminal()::say);
      unchecked.forEach(parent.main.terminal()::say);
      if (problems.isEmpty()) {
        int count = unchecked.size();
        parent
            .main
            .terminal()
            .result(count == 0 ? "Sound." : "Sound, but for " + count + " not checked.");
      }
      return problems.isEmpty() ? 0 : ExitCode.UNVERIFIED;
    }

    private static String unchecked(JsonNode listed) {
      String pid = listed.path("pid").asText();
      return listed.path("state").asText().equals("absent")
          ? "Not checked: "
              + pid
              + ", of which no plugin runs here. Maybe mend the name, or install it."
          : "Not checked: " + pid + ", which does not say what may be set.";
    }
  }

  /** {@code config set} and {@code config unset}. */
  abstract static class Change implements Callable<Integer> {
    @ParentCommand private ConfigCommand parent;

    @Parameters(index = "0", paramLabel = "PID", description = "The plugin's symbolic name.")
    private String pid;

    @Option(names = "--json", description = "Writes one JSON object to standard output.")
    private boolean json;

    abstract void addTo(ObjectNode request);

    @Override
    public Integer call() throws IOException, InterruptedException {
      ObjectNode request = request("change").put("pid", pid);
      addTo(request);
      return parent.say(parent.ask(request), json);
    }
  }

  /** {@code config set}. */
  @Command(
      name = "set",
      description = {
        "Sets keys of a plugin and brings them into force; the file is changed if that worked.",
        "",
        "A key given twice makes a list. Exit codes: 0 in force, 65 refused.",
        ""
      })
  static final class Set extends Change {
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "What.")
    private List<String> pairs;

    @Override
    void addTo(ObjectNode request) {
      ArrayNode set = request.putArray("set");
      for (String pair : pairs) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw Complaint.usage(
              "Not a key and its value. Maybe write key=value, without spaces around the sign.");
        }
        set.addObject()
            .put("key", pair.substring(0, equals))
            .put("value", pair.substring(equals + 1));
      }
    }
  }

  /** {@code config unset}. */
  @Command(
      name = "unset",
      description = {
        "Removes keys of a plugin, so that their defaults hold.",
        "",
        "Exit codes: 0 in force, 65 refused.",
        ""
      })
  static final class Unset extends Change {
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY", description = "Which.")
    private List<String> keys;

    @Override
    void addTo(ObjectNode request) {
      keys.forEach(request.putArray("unset")::add);
    }
  }
}
