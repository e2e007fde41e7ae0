package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.host.WorkDirectory.Held;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way to a host: the one that serves the directory, or one of this process, which ends when
 * this is closed.
 */
final class HostAccess implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;
  private static final long READY_NANOS = 90_000_000_000L;

  private final Connection connection;
  private final Runnable end;

  private HostAccess(Connection connection, Runnable end) {
    this.connection = connection;
    this.end = end;
  }

  /**
   * Reaches a host, starting one if none serves the directory; waits while another command uses it.
   *
   * @param say told what is waited for
   */
  static HostAccess reach(Home home, Path work, Consumer<String> say) throws InterruptedException {
    WorkDirectory directory = WorkDirectory.open(work);
    boolean told = false;
    while (true) {
      Optional<Connection> serving = serving(directory);
      if (serving.isPresent()) {
        return new HostAccess(serving.get(), () -> {});
      }
      Optional<Held> held = directory.take();
      if (held.isPresent()) {
        return start(home, directory, held.get());
      }
      if (!told) {
        say.accept(
            "Another command uses "
                + directory.path()
                + " (process "
                + directory.owner()
                + "); waiting for its end.");
        told = true;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /**
   * Asks a host one question that has one reply.
   *
   * @throws Complaint if it answers with an error
   */
  static JsonNode ask(Main main, ObjectNode request) throws IOException, InterruptedException {
    try (HostAccess access = reach(Home.find(), main.work(), main.terminal()::say)) {
      return access.connection().ask(request);
    }
  }

  /** The host that serves a directory, if one does. */
  static Optional<Connection> serving(WorkDirectory directory) {
    return Connection.find(directory.path())
        .filter(found -> found.mode().equals("serve"))
        .filter(Connection::alive);
  }

  private static HostAccess start(Home home, WorkDirectory directory, Held held) {
    try {
      FelixHost host = boot(home, directory, "call");
      Connection connection = awaitReady(directory.path());
      return new HostAccess(
          connection,
          () -> {
            host.close();
            held.close();
          });
    } catch (RuntimeException | InterruptedException e) {
      held.close();
      throw e instanceof RuntimeException runtime
          ? runtime
          : Complaint.fault("Interrupted while the host started.");
    }
  }

  /** Starts a host in this process; the directory must be held. */
  static FelixHost boot(Home home, WorkDirectory directory, String mode) {
    Map<String, String> settings = Configuration.read(home, directory.path());
    Logs.open(directory.path(), settings.getOrDefault("consilium.log.level", "INFO"));
    try {
      java.nio.file.Files.deleteIfExists(directory.path().resolve("host.json"));
    } catch (IOException e) {
      throw Complaint.fault("A dead host's file cannot be removed (" + e.getMessage() + ").");
    }
    return FelixHost.start(home, directory.path(), mode, settings);
  }

  /** Waits until the host of this process says where it listens. */
  static Connection awaitReady(Path work) throws InterruptedException {
    long end = System.nanoTime() + READY_NANOS;
    while (System.nanoTime() < end) {
      Optional<Connection> found = Connection.find(work);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(5);
    }
    throw Complaint.fault(
        "The host did not become ready within 90 s. Maybe see " + Logs.file(work) + ".");
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    end.run();
  }
}
