package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code doctor}: whether all is well. */
@Command(
    name = "doctor",
    description = {
      "Looks whether all is well: Java, work directory, ledger, bundles, plugins, runtimes.",
      "",
      "Exit codes: 0 all well, 70 something is not, 64 the work directory cannot be used.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {
  private static final long WARM_NANOS = 60_000_000_000L;
  private static final long LOOK_MILLIS = 100;

  @ParentCommand private Main main;

  private boolean well = true;

  @Override
  public Integer call() throws IOException, InterruptedException {
    tell(true, "Java " + Runtime.version() + " at " + System.getProperty("java.home"));
    WorkDirectory directory = WorkDirectory.open(main.work());
    tell(true, "work directory " + directory.path());
    try (HostAccess access = HostAccess.reach(Home.find(), main.work(), main.terminal()::say)) {
      Connection connection = access.connection();
      JsonNode status = connection.ask(Connection.request("status"));
      String trouble = status.path("trouble").asText();
      tell(
          trouble.isEmpty(),
          "ledger " + (trouble.isEmpty() ? "of " + status.path("records") + " records" : trouble));
      tell(status.path("engine").asBoolean(), "engine");
      bundles(connection.ask(Connection.request("bundles")));
      plugins(warm(connection));
      health(connection.ask(Connection.request("status")));
    }
    return well ? 0 : ExitCode.OUR_FAULT;
  }

  private static JsonNode warm(Connection connection) throws IOException, InterruptedException {
    long end = System.nanoTime() + WARM_NANOS;
    while (true) {
      JsonNode plugins = connection.ask(Connection.request("plugins"));
      boolean cold = false;
      for (JsonNode service : plugins.path("services")) {
        cold |= !service.path("ready").asBoolean() && service.path("trouble").asText().isEmpty();
      }
      if (!cold || System.nanoTime() > end) {
        return plugins;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void bundles(JsonNode bundles) {
    tell(bundles.path("notActive").isEmpty(), bundles.path("count").asText() + " bundles");
    bundles
        .path("notActive")
        .fields()
        .forEachRemaining(odd -> tell(false, "  " + odd.getKey() + ": " + odd.getValue().asText()));
  }

  private void plugins(JsonNode plugins) {
    for (JsonNode jar : plugins.path("jars")) {
      boolean refused = jar.path("state").asText().equals("refused");
      tell(
          !refused,
          "plugin "
              + (refused ? jar.path("file").asText() : jar.path("bundle").asText())
              + " "
              + jar.path("version").asText()
              + (refused ? jar.path("message").asText() : ""));
    }
    for (JsonNode service : plugins.path("services")) {
      boolean ready = service.path("ready").asBoolean();
      tell(
          ready,
          service.path("kind").asText()
              + " "
              + service.path("id").asText()
              + (ready ? "" : ": " + service.path("trouble").asText("not warm after 60 s")));
    }
  }

  private void health(JsonNode status) {
    for (JsonNode one : status.path("health")) {
      tell(
          one.path("well").asBoolean(),
          one.path("name").asText() + ": " + one.path("summary").asText("says nothing"));
    }
  }

  private void tell(boolean good, String line) {
    well &= good;
    main.terminal().result((good ? "✓ " : "✗ ") + line);
  }
}
