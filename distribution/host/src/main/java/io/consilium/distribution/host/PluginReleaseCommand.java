package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code plugin release}. */
@Command(
    name = "release",
    description = {
      "Lets calls through again to a plugin that broke too many; on record if it was quarantined.",
      "",
      "What broke it is not mended by that: it may be kept out again. A host that starts anew has"
          + " forgotten all of it.",
      ""
    })
final class PluginReleaseCommand implements Callable<Integer> {
  @ParentCommand private PluginCommand parent;

  @Parameters(
      paramLabel = "ID",
      description = "The expert's id as plugin list shows it, or its bundle's symbolic name.")
  private String id;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Terminal terminal = parent.terminal();
    JsonNode done =
        HostAccess.ask(parent.main(), Connection.request("plugin-release").put("name", id));
    if (json) {
      terminal.result(done.toString());
    } else {
      terminal.say(
          done.path("released").asBoolean()
              ? "Released " + id + ": it gets calls again."
              : "Nothing is kept from " + id + ".");
    }
    return 0;
  }
}
