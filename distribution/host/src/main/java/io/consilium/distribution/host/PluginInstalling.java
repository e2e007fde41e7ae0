package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code plugin install} and {@code plugin update} do the same. */
final class PluginInstalling {
  @Parameters(paramLabel = "JAR", description = "The plugin.")
  private Path jar;

  @ArgGroup private Trial trial;

  @Option(
      names = "--no-wait",
      description = "Returns once the jar is there, whatever a host that runs makes of it.")
  private boolean unwaited;

  @Option(names = "--json", description = "Writes one JSON object to standard output.")
  private boolean json;

  /** One of the two, or none. */
  private static final class Trial {
    @Option(
        names = "--canary",
        paramLabel = "SHARE",
        description = "Tries it on a share of the tasks, such as 10%%, beside the one that serves.")
    private String canary;

    @Option(
        names = "--shadow",
        description =
            "Asks it, of experts alone, beside the one that serves: what it gives is verified and"
                + " recorded, never used.")
    private boolean shadow;

    Optional<Double> share() {
      return Optional.ofNullable(canary).map(Trial::share);
    }

    private static double share(String given) {
      boolean percent = given.endsWith("%");
      try {
        double share =
            Double.parseDouble(percent ? given.substring(0, given.length() - 1) : given)
                / (percent ? 100 : 1);
        if (share > 0 && share < 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        throw unfit(given);
      }
      throw unfit(given);
    }

    private static Complaint unfit(String given) {
      return Complaint.usage(
          "The share of a canary lies between 0 and 1 (" + given + "). Maybe write 10%.");
    }
  }

  JarIdentity jar() {
    return JarIdentity.of(jar);
  }

  int install(PluginCommand plugin, JarIdentity identity) throws IOException, InterruptedException {
    PluginDirectory directory = plugin.directory();
    if (trial != null) {
      directory.writeTrial(identity, trial.share());
    }
    Path target = directory.copy(identity, trial != null);
    Optional<Connection> serving = unwaited ? Optional.empty() : HostAccess.serving(plugin.work());
    ObjectNode told =
        JsonNodeFactory.instance
            .objectNode()
            .put("bundle", identity.bundle())
            .put("version", identity.version().toString())
            .put("digest", identity.digest())
            .put("file", target.toString())
            .put("state", "copied");
    String outcome = "copied; a host takes it when it runs. See: ./consilium plugin list";
    if (serving.isPresent()) {
      JsonNode seen = arrived(serving.get(), identity, target, directory);
      told.put("state", seen.path("state").asText());
      told.set("role", seen.path("role"));
      told.set("share", seen.path("share"));
      String message = seen.path("message").asText();
      told.put("message", message);
      outcome =
          seen.path("state").asText()
              + " as "
              + PluginListCommand.role(seen)
              + (message.isEmpty() ? "" : ", and " + message);
    }
    if (json) {
      plugin.terminal().result(told.toString());
    } else {
      plugin.terminal().say("Installed " + identity.words() + ", " + target + ": " + outcome);
    }
    return 0;
  }

  /** A trial that is refused leaves nothing behind: it would stand in the next one's way. */
  private JsonNode arrived(
      Connection host, JarIdentity identity, Path target, PluginDirectory directory)
      throws IOException, InterruptedException {
    PluginArrival arrival = new PluginArrival(host);
    try {
      return arrival.await(identity.digest(), Optional.of(target), trial != null);
    } catch (Complaint e) {
      if (trial == null || e.exitCode() != ExitCode.UNVERIFIED) {
        throw e;
      }
      Files.deleteIfExists(target);
      // Without its trial it would take over.
      arrival.awaitGone(target);
      Files.deleteIfExists(directory.trial(identity.bundle()));
      throw new Complaint(e.exitCode(), e.getMessage() + " It is taken out again, with its trial.");
    }
  }
}
