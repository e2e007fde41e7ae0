package io.consilium.distribution.benchmarks.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A host that serves a work directory of its own, as a process started by the script that ships.
 */
final class BenchHost implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long STOP_SECONDS = 60;
  private static final long LOOK_MILLIS = 5;

  private final Path home;
  private final Path work;
  private final String flags;
  private Process process;
  private Door door;

  /** An installed service as the host tells of it. */
  record Service(String id, String bundle, String version, boolean ready) {}

  /**
   * Not started yet.
   *
   * @param flags for its Java machine
   * @param settings of its {@code consilium.properties}
   */
  BenchHost(Path home, Path work, String flags, Map<String, String> settings) throws IOException {
    this.home = home;
    this.work = work;
    this.flags = flags;
    Files.createDirectories(plugins());
    List<String> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(key + "=" + value));
    Files.write(work.resolve("consilium.properties"), lines);
  }

  Path work() {
    return work;
  }

  Path plugins() {
    return work.resolve("plugins");
  }

  Path ledger() {
    return work.resolve("ledger");
  }

  /** Starts it; returns the seconds until it took tasks. */
  double start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("consilium").toString(), "--work", work.toString(), "serve")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said().toFile());
    builder.environment().put("CONSILIUM_JAVA_OPTIONS", flags);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    long begun = System.nanoTime();
    process = builder.start();
    Optional<Door> found = Optional.empty();
    while (found.isEmpty()) {
      if (!process.isAlive() || System.nanoTime() - begun > START_NANOS) {
        throw new IllegalStateException("The host does not start: " + Files.readString(said()));
      }
      Thread.sleep(LOOK_MILLIS);
      found = Door.find(work, process.pid());
    }
    door = found.get();
    return (System.nanoTime() - begun) / 1e9;
  }

  private Path said() {
    return work.resolve("said.txt");
  }

  Door door() {
    return door;
  }

  Process process() {
    return process;
  }

  /** Every service in use; none while the host does not answer. */
  List<Service> services() {
    try {
      List<Service> services = new ArrayList<>();
      for (JsonNode one : door.ask("plugins").path("services")) {
        services.add(
            new Service(
                one.path("id").asText(),
                one.path("bundle").asText(),
                one.path("version").asText(),
                one.path("ready").asBoolean()));
      }
      return services;
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Why a jar is not in, as the host says; empty if it does not. */
  String refusal(String bundle) {
    try {
      for (JsonNode jar : door.ask("plugins").path("jars")) {
        boolean it = jar.path("file").asText().endsWith("/" + bundle + ".jar");
        if (it && !jar.path("message").asText().isEmpty()) {
          return jar.path("message").asText();
        }
      }
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until this version of a bundle alone is there, and ready. */
  boolean awaitAlone(String bundle, String version, int seconds) throws InterruptedException {
    return await(
        seconds,
        () -> {
          List<Service> of = services().stream().filter(s -> s.bundle().equals(bundle)).toList();
          return !of.isEmpty()
              && of.stream().allMatch(one -> one.version().equals(version) && one.ready());
        });
  }

  /** Looks every 20 ms; false if it is not so when time is up, or the host is dead. */
  boolean await(int seconds, BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || !process.isAlive()) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  /** Stops it as a service manager does; true if it ended by itself. */
  boolean stop() throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    return ended;
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
