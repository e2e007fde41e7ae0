package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until a host that runs has done with a jar what was asked. */
final class PluginArrival {
  private static final long LOOK_MILLIS = 100;

  /** As long as the default patience with a start, or a warm-up and a drain, and some more. */
  static final int MOST_LOOKS = 1800;

  /** A file that cannot be read as a plugin may be the one before it, for so long. */
  static final int STALE_LOOKS = 40;

  /** What was refused may be tried anew, once the host sees that its file is written anew. */
  static final int REFUSED_LOOKS = 10;

  /** Files that come and go together may be seen one by one: who wins is known after so long. */
  static final int SHADOWED_LOOKS = 20;

  private final Watched host;

  /** A host, looked at again and again. */
  interface Watched {
    /** What it says of its plugins now. */
    JsonNode plugins() throws IOException;

    /** Lets some time go by. */
    void pause() throws InterruptedException;
  }

  PluginArrival(Connection host) {
    this(
        new Watched() {
          @Override
          public JsonNode plugins() throws IOException {
            return host.ask(Connection.request("plugins"));
          }

          @Override
          public void pause() throws InterruptedException {
            Thread.sleep(LOOK_MILLIS);
          }
        });
  }

  PluginArrival(Watched host) {
    this.host = host;
  }

  /**
   * Waits for a version to take work: to serve, or to be tried, all its experts warm.
   *
   * @param file where its jar is; empty for anywhere
   * @param trial whether it is to be tried beside another
   * @return its entry in the list; its message says what it still lacks, if anything
   * @throws Complaint if it is refused or its warm-up fails, or nothing is known after three
   *     minutes
   */
  JsonNode await(String digest, Optional<Path> file, boolean trial)
      throws IOException, InterruptedException {
    boolean warming = false;
    boolean open = false;
    for (int look = 0; look < MOST_LOOKS; look++) {
      JsonNode plugins = host.plugins();
      List<JsonNode> about = about(plugins, digest, file, look);
      open |= look >= REFUSED_LOOKS || in("refused", about).isEmpty();
      Optional<JsonNode> over = open ? over(about, trial, look) : Optional.empty();
      if (over.isPresent() && warm(plugins, over.get())) {
        return over.get();
      }
      warming = over.isPresent();
      host.pause();
    }
    throw Complaint.fault(
        warming
            ? "It is in, and its experts still warm up: they get no calls until they are ready."
                + " Maybe see: ./consilium plugin list"
            : "The host has not said yet what became of it. Maybe see: ./consilium plugin list");
  }

  private static List<JsonNode> about(
      JsonNode plugins, String digest, Optional<Path> file, int look) {
    List<JsonNode> about = new ArrayList<>();
    for (JsonNode jar : plugins.path("jars")) {
      String found = jar.path("digest").asText();
      boolean here = file.filter(one -> one.toString().equals(path(jar))).isPresent();
      if (found.equals(digest) || here && found.isEmpty() && look >= STALE_LOOKS) {
        about.add(jar);
      }
    }
    return about;
  }

  /**
   * The same bytes may stand in several files, of which one is used.
   *
   * @throws Complaint if it will not take work
   */
  private static Optional<JsonNode> over(List<JsonNode> jars, boolean trial, int look) {
    Optional<JsonNode> active = in("active", jars);
    if (active.isPresent() || in("coming", jars).isPresent()) {
      return active
          .filter(jar -> jar.path("role").asText().equals("primary") != trial)
          .filter(jar -> !jar.path("starts").asBoolean());
    }
    Optional<JsonNode> refused = in("refused", jars);
    if (refused.isPresent()) {
      throw refused(refused.get(), refused.get().path("message").asText());
    }
    Optional<JsonNode> shadowed = in("shadowed", jars).filter(jar -> look >= SHADOWED_LOOKS);
    if (shadowed.isPresent()) {
      throw shadowed(shadowed.get());
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> in(String state, List<JsonNode> jars) {
    return jars.stream().filter(jar -> jar.path("state").asText().equals(state)).findFirst();
  }

  /**
   * Whether no expert of it is kept from work by its warm-up: a first version is not waited for.
   *
   * @throws Complaint if it failed
   */
  private static boolean warm(JsonNode plugins, JsonNode jar) {
    boolean warm = true;
    for (JsonNode service : plugins.path("services")) {
      boolean cold =
          service.path("kind").asText().equals("expert")
              && service.path("digest").asText().equals(jar.path("digest").asText())
              && !service.path("ready").asBoolean();
      String trouble = service.path("trouble").asText();
      if (cold && !trouble.isEmpty()) {
        throw refused(
            jar,
            "is in, and takes no work: its expert " + service.path("id").asText() + ": " + trouble);
      }
      warm &= !cold;
    }
    return warm;
  }

  private static Complaint shadowed(JsonNode jar) {
    return refused(
        jar,
        "is not used: "
            + jar.path("message").asText()
            + " Maybe put this one in its place: ./consilium plugin rollback "
            + jar.path("bundle").asText()
            + " --to "
            + jar.path("version").asText());
  }

  private static Complaint refused(JsonNode jar, String why) {
    return new Complaint(ExitCode.UNVERIFIED, "The plugin " + path(jar) + " " + why);
  }

  private static String path(JsonNode jar) {
    return jar.path("file").asText();
  }

  /**
   * Waits until a jar is seen no more, nor runs.
   *
   * @throws Complaint if it still does after three minutes
   */
  void awaitGone(Path file) throws IOException, InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      boolean there = false;
      for (JsonNode jar : host.plugins().path("jars")) {
        there |= path(jar).equals(file.toString());
      }
      if (!there) {
        return;
      }
      host.pause();
    }
    throw Complaint.fault(
        "The file "
            + file
            + " is gone, and what it held still runs. Maybe see: ./consilium plugin list");
  }
}
