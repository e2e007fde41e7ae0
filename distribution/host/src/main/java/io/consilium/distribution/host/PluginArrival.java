package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Waits until a host that runs has done with a jar what was asked. */
final class PluginArrival {
  /** As long as the default patience with a warm-up and a drain, and some more. */
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  /** A file that cannot be read as a plugin may be the one before it, for so long. */
  private static final long STALE_NANOS = 4_000_000_000L;

  private static final long LOOK_MILLIS = 100;

  private final Connection host;

  PluginArrival(Connection host) {
    this.host = host;
  }

  /**
   * Waits for a version to serve, or to be tried.
   *
   * @param file where its jar is; empty for anywhere
   * @param trial whether it is to be tried beside another
   * @return its entry in the list
   * @throws Complaint if it is refused, or nothing is known after two minutes
   */
  JsonNode await(String digest, Optional<Path> file, boolean trial)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      boolean stale = System.nanoTime() - begin < STALE_NANOS;
      for (JsonNode jar : host.ask(Connection.request("plugins")).path("jars")) {
        if (about(jar, digest, file, stale) && over(jar, trial)) {
          return jar;
        }
      }
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw Complaint.fault(
            "The host has not said yet what became of it. Maybe see: ./consilium plugin list");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private static boolean about(JsonNode jar, String digest, Optional<Path> file, boolean stale) {
    String found = jar.path("digest").asText();
    if (found.equals(digest)) {
      return true;
    }
    boolean here = file.filter(one -> one.toString().equals(jar.path("file").asText())).isPresent();
    return here && found.isEmpty() && !stale;
  }

  /**
   * @throws Complaint if it does not take work
   */
  private static boolean over(JsonNode jar, boolean trial) {
    String role = jar.path("role").asText();
    switch (jar.path("state").asText()) {
      case "active":
        return role.equals("primary") != trial;
      case "refused":
        throw refused(jar, jar.path("message").asText());
      case "shadowed":
        throw refused(
            jar,
            "is not used: "
                + jar.path("message").asText()
                + " Maybe put this one in its place: ./consilium plugin rollback "
                + jar.path("bundle").asText()
                + " --to "
                + jar.path("version").asText());
      default:
        return false;
    }
  }

  private static Complaint refused(JsonNode jar, String why) {
    return new Complaint(
        ExitCode.UNVERIFIED, "The plugin " + jar.path("file").asText() + " " + why);
  }

  /** Waits until a jar is seen no more, nor runs. */
  void awaitGone(Path file) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    boolean there = true;
    while (there && System.nanoTime() - begin < PATIENCE_NANOS) {
      there = false;
      for (JsonNode jar : host.ask(Connection.request("plugins")).path("jars")) {
        there |= jar.path("file").asText().equals(file.toString());
      }
      if (there) {
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }
}
