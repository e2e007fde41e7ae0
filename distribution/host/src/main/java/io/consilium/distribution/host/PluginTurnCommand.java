package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin promote} and {@code plugin rollback}: another version serves from then on. */
abstract class PluginTurnCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Parameters(paramLabel = "NAME", description = "The plugin's symbolic name.")
  private String name;

  @Option(
      names = "--no-wait",
      description = "Returns once it is decided, not once the version serves.")
  private boolean unwaited;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  abstract ObjectNode request();

  abstract String done();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = parent.terminal();
    try (HostAccess access = HostAccess.reach(Home.find(), parent.main().work(), terminal::say)) {
      JsonNode turn = access.connection().ask(request().put("name", name));
      if (!unwaited) {
        new PluginArrival(access.connection())
            .await(turn.path("digest").asText(), Optional.empty(), false);
      }
      if (json) {
        terminal.result(turn.toString());
      } else {
        terminal.say(
            done() + " " + name + " " + turn.path("version").asText() + " serves from now on.");
      }
    }
    return 0;
  }

  /** {@code plugin promote}. */
  @Command(
      name = "promote",
      description = {
        "Ends a trial for the version that is tried: it takes over, the old one is drained.",
        ""
      })
  static final class Promote extends PluginTurnCommand {
    @Override
    ObjectNode request() {
      return Connection.request("plugin-promote");
    }

    @Override
    String done() {
      return "Promoted:";
    }
  }

  /** {@code plugin rollback}. */
  @Command(
      name = "rollback",
      description = {
        "Puts the version before back; where one is tried, gives that up.",
        "",
        "The bytes come from the store if need be. The newer jar is set aside as",
        "NAME.jar.rolled-back: rename it to have it back.",
        ""
      })
  static final class Rollback extends PluginTurnCommand {
    @Option(
        names = "--to",
        paramLabel = "VERSION",
        description = "A version that served, or the first 12 digits or more of its SHA-256.")
    private String to = "";

    @Override
    ObjectNode request() {
      return Connection.request("plugin-rollback").put("to", to);
    }

    @Override
    String done() {
      return "Rolled back:";
    }
  }
}
