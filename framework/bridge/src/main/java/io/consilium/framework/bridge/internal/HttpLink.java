package io.consilium.framework.bridge.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.Payload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A way to an HTTP endpoint; every call is a request of its own. Thread-safe. */
public final class HttpLink implements Link {
  private static final int OK = 200;
  private static final Duration LEAST = Duration.ofMillis(1);

  /**
   * Of all links: it cannot be closed, and keeps its threads and connections long after its use.
   */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Limits.DEFAULT.start())
          .build();

  private final String plugin;
  private final URI endpoint;
  private final Limits limits;
  private final Optional<Message.Ready> declared;
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean closed;

  /**
   * @param plugin whose endpoint it is, for people
   * @param declared what it is to offer; if empty, it is asked
   */
  public HttpLink(String plugin, URI endpoint, Limits limits, Optional<Message.Ready> declared) {
    this.plugin = plugin;
    this.endpoint = endpoint;
    this.limits = limits;
    this.declared = declared;
  }

  @Override
  public Message.Ready offer() throws BridgeFailure, InterruptedException {
    if (declared.isPresent()) {
      return declared.get();
    }
    Message said = await(send(request("ready", limits.start()).GET()), limits.start());
    if (!(said instanceof Message.Ready ready)) {
      throw new BridgeFailure(Words.ENDPOINT, where() + " does not say what it offers.");
    }
    String wrong = Offers.wrong(ready);
    if (!wrong.isEmpty()) {
      throw new BridgeFailure(Words.ENDPOINT, where() + " cannot be used: " + wrong + ".");
    }
    return ready;
  }

  @Override
  public void warm(String expert) throws BridgeFailure, InterruptedException {
    Message.Warm warm = new Message.Warm(id(), expert);
    Message said = await(post("warm", Message.line(warm), limits.warm()), limits.warm());
    if (said instanceof Message.Failed failed) {
      throw new BridgeFailure(failed.code(), failed.message());
    } else if (!(said instanceof Message.Warmed warmed && warm.isAnsweredBy(warmed))) {
      throw new BridgeFailure(Words.ENDPOINT, where() + " does not say that it is warm.");
    }
  }

  @Override
  public Reply ask(Target target, Draft draft, CallContext context) throws BridgeFailure {
    if (closed || context.cancelled()) {
      return Reply.failed(Words.CANCELLED, "The call was over before it began.");
    }
    Message.Call call;
    byte[] line;
    try {
      call = draft.call(id(), this::inline);
      line = Message.line(call);
      if (line.length > limits.lineBytes()) {
        throw new IOException("it is longer than " + limits.lineBytes() + " bytes as a message");
      }
    } catch (IOException | IllegalArgumentException e) {
      return Reply.failed(
          Words.NOT_SENT,
          "What " + target.plugin() + " is to work on cannot be sent: " + e.getMessage());
    }
    Duration left = context.remaining().plus(LATE);
    CompletableFuture<HttpResponse<byte[]>> sent =
        post(call instanceof Message.Verify ? "verify" : "solve", line, left);
    context.onCancel(() -> sent.cancel(true));
    try {
      Message said = await(sent, left);
      if (said instanceof Message.Answer answer && call.isAnsweredBy(answer)) {
        return Outputs.reply(target.plugin(), answer, null, limits.outputBytes());
      }
      throw new BridgeFailure(
          Words.ENDPOINT, where() + " answers with what is no answer to the call.");
    } catch (BridgeFailure e) {
      if (e.code().equals(Words.CANCELLED) || context.cancelled()) {
        cancel(call);
        return Reply.failed(e.code(), e.getMessage());
      }
      throw e;
    } catch (InterruptedException e) {
      sent.cancel(true);
      cancel(call);
      Thread.currentThread().interrupt();
      return Reply.failed(Words.CANCELLED, "The call was cancelled.");
    }
  }

  private Payload inline(Artifact artifact) throws IOException {
    if (artifact.size() > limits.lineBytes()) {
      throw new IOException(
          "a content of " + artifact.size() + " bytes, " + limits.lineBytes() + " at most");
    }
    return Payload.inline(artifact);
  }

  private String id() {
    return Long.toString(ids.incrementAndGet());
  }

  /** Tells the endpoint; whether it listens is its own matter. */
  private void cancel(Message.Call call) {
    post("cancel", Message.line(new Message.Cancel(call.id())), limits.cancel());
  }

  private CompletableFuture<HttpResponse<byte[]>> post(String path, byte[] body, Duration left) {
    return send(
        request(path, left)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path, Duration left) {
    String base = endpoint.toString();
    return HttpRequest.newBuilder(URI.create(base + (base.endsWith("/") ? "" : "/") + path))
        .timeout(left.compareTo(LEAST) < 0 ? LEAST : left);
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), response -> new BoundedBody(limits.lineBytes()));
  }

  private Message await(CompletableFuture<HttpResponse<byte[]>> sent, Duration left)
      throws BridgeFailure, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = sent.get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | CancellationException e) {
      sent.cancel(true);
      throw new BridgeFailure(
          Words.CANCELLED,
          where() + " did not answer before the call was cancelled or out of time.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof HttpTimeoutException
          && !(e.getCause() instanceof HttpConnectTimeoutException)) {
        throw new BridgeFailure(Words.CANCELLED, where() + " did not answer in time.");
      }
      String why = e.getCause().getMessage();
      throw new BridgeFailure(
          Words.UNREACHABLE,
          where()
              + " cannot be used: "
              + Words.said(why == null ? e.getCause().getClass().getSimpleName() : why)
              + ". Maybe it is not running.");
    }
    if (response.statusCode() != OK) {
      throw new BridgeFailure(
          Words.ENDPOINT,
          where()
              + " answers with status "
              + response.statusCode()
              + ": "
              + Words.quote(response.body()));
    }
    try {
      return Message.read(response.body());
    } catch (IllegalArgumentException e) {
      throw new BridgeFailure(
          Words.ENDPOINT, where() + " gives no message (" + Words.quote(e.getMessage()) + ").");
    }
  }

  private String where() {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return "The endpoint " + endpoint.getHost() + port + " of " + plugin;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    closed = true;
  }
}
