package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.host.Connection.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Runs single tasks on a host, for measurements. Thread-safe. */
final class HostTasks implements TaskRunner {
  private final HostAccess access;

  HostTasks(HostAccess access) {
    this.access = access;
  }

  /** Reaches or starts the host of a work directory. */
  static TaskRunner open(Path work, Terminal terminal) throws IOException {
    try {
      return new HostTasks(HostAccess.reach(Home.find(), work, terminal::say));
    } catch (Complaint e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the host started.", e);
    }
  }

  @Override
  public JsonNode run(String pipeline, Path file) throws IOException {
    ObjectNode request = Connection.request("run").put("pipeline", pipeline);
    request.withArray("files").add(file.toAbsolutePath().normalize().toString());
    AtomicReference<JsonNode> report = new AtomicReference<>();
    try (Exchange exchange = access.connection().begin(request)) {
      exchange.read(
          event -> {
            if (event.path("event").asText().equals("result")) {
              report.set(event.path("report"));
            }
          });
    } catch (Complaint e) {
      throw new IOException(e.getMessage(), e);
    }
    if (report.get() == null) {
      throw new IOException("The host ended without an answer.");
    }
    return report.get();
  }

  @Override
  public int parallel() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public void close() {
    access.close();
  }
}
