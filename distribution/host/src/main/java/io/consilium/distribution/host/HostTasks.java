package io.consilium.distribution.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.host.Connection.Exchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
    AtomicReference<JsonNode> report = new AtomicReference<>();
    Waits waits = results(pipeline, file, event -> report.set(event.path("report")));
    if (report.get() == null) {
      throw new IOException(waits.any() ? Waits.GO_ON : "The host ended without an answer.");
    }
    return report.get();
  }

  @Override
  public List<JsonNode> runList(String pipeline, Path file, Consumer<JsonNode> each)
      throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    results(
        pipeline,
        file,
        event -> {
          if (event.has("line")) {
            lines.add(event.path("line"));
            each.accept(event.path("line"));
          }
        });
    if (lines.isEmpty()) {
      throw new Unfit(
          "The pipeline "
              + pipeline
              + " takes no list. Maybe declare each: {line: ...} at its input.",
          null);
    }
    return lines;
  }

  /** Returns what still waits for people when there is no more to read. */
  private Waits results(String pipeline, Path file, Consumer<JsonNode> take) throws IOException {
    Waits waits = new Waits();
    ObjectNode request = Connection.request("run").put("pipeline", pipeline).put("pages", false);
    request.put("name", System.getProperty("user.name"));
    request.withArray("files").add(file.toAbsolutePath().normalize().toString());
    try (Exchange exchange = access.connection().begin(request)) {
      exchange.read(
          event -> {
            waits.take(event);
            if (event.path("event").asText().equals("result")) {
              take.accept(event);
            }
          });
      return waits;
    } catch (Complaint e) {
      throw e.exitCode() == ExitCode.USAGE
          ? new Unfit(e.getMessage(), e)
          : new IOException(e.getMessage(), e);
    }
  }

  @Override
  public OptionalLong cpuMillis() {
    return ProcessHandle.of(access.connection().pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> OptionalLong.of(time.toMillis()))
        .orElse(OptionalLong.empty());
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
