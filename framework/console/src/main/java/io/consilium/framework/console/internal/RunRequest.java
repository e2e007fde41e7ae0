package io.consilium.framework.console.internal;

import static io.consilium.framework.console.internal.Channel.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Principal;
import io.consilium.framework.deployer.Deployer;
import io.consilium.framework.engine.Engine;
import io.consilium.framework.pipeline.Pipeline;
import io.consilium.framework.pipeline.PipelineError;
import io.consilium.json.PersonName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs a pipeline on files for one client. */
final class RunRequest {
  private final Host host;
  private final Channel channel;
  private Batch batch;
  private boolean cancelled;

  RunRequest(Host host, Channel channel) {
    this.host = host;
    this.channel = channel;
  }

  /** Runs to the end; every failure is told to the client. */
  void run(JsonNode request) throws InterruptedException {
    try {
      Engine engine =
          host.engine()
              .orElseThrow(() -> new LedgerFailure("The host takes no work: " + trouble()));
      Pipeline pipeline = host.pipeline(request.path("pipeline").asText());
      List<Job> tasks = Casting.cast(pipeline, Lines.split(pipeline, Intake.read(files(request))));
      List<String> missing = engine.missing(pipeline);
      new Readiness(host).awaitWarm(engine, this::say);
      missing.forEach(this::warn);
      if (!missing.isEmpty()) {
        refusedPlugins().forEach(this::warn);
      }
      begin(engine, pipeline, request).run(tasks);
      channel.send(event("done"));
    } catch (BadInput | PipelineError | IllegalArgumentException e) {
      channel.fail(Exit.USAGE, e.getMessage());
    } catch (LedgerFailure e) {
      channel.fail(Exit.OUR_FAULT, e.getMessage());
    }
  }

  synchronized void cancel() {
    cancelled = true;
    if (batch != null) {
      batch.cancel();
    }
  }

  private synchronized Batch begin(Engine engine, Pipeline pipeline, JsonNode request) {
    boolean pages = request.path("pages").asBoolean(true);
    batch = new Batch(host, engine, channel, pipeline, seed(request), principal(request), pages);
    if (cancelled) {
      batch.cancel();
    }
    return batch;
  }

  private String trouble() {
    return host.ledger()
        .map(ledger -> ledger.trouble())
        .filter(trouble -> !trouble.isEmpty())
        .orElse("its ledger is not there. Maybe see the log file.");
  }

  /** Who lacks something wants to know of the plugin that might have brought it. */
  private List<String> refusedPlugins() {
    return host.deployer().map(Deployer::plugins).orElse(List.of()).stream()
        .filter(plugin -> plugin.state() == Deployer.State.REFUSED)
        .map(plugin -> "The plugin " + plugin.file() + " " + plugin.message())
        .toList();
  }

  private void say(String line) {
    channel.send(event("progress").put("kind", "said").put("line", line));
  }

  private void warn(String line) {
    channel.send(event("warning").put("line", line));
  }

  private static List<Path> files(JsonNode request) {
    List<Path> files = new ArrayList<>();
    request.path("files").forEach(file -> files.add(Path.of(file.asText())));
    return files;
  }

  /** Who hands the files in; nobody in particular, if the request does not say. */
  static Principal principal(JsonNode request) {
    Principal local = Principal.LOCAL;
    String actor = request.has("name") ? Names.person(request, "hands it in") : local.actor();
    Optional<String> subject =
        Optional.of(PersonName.form(request.path("subject").asText(""), "whom the data is about"))
            .filter(name -> !name.isEmpty());
    return new Principal(local.tenant(), actor, subject);
  }

  private static OptionalLong seed(JsonNode request) {
    return request.hasNonNull("seed")
        ? OptionalLong.of(Long.parseLong(request.get("seed").asText()))
        : OptionalLong.empty();
  }
}
