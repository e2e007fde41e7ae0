package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests to one endpoint, and what comes back as a message. Closed, it ends those under way.
 * Thread-safe.
 */
final class Requests implements AutoCloseable {
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
  private final int longest;
  private final Set<Sent> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param plugin whose endpoint it is, for people
   * @param longest bytes of an answer
   */
  Requests(String plugin, URI endpoint, int longest) {
    this.plugin = plugin;
    this.endpoint = endpoint;
    this.longest = longest;
  }

  Sent get(String path, Duration left) {
    return track(send(request(path, left).GET()));
  }

  Sent post(String path, byte[] body, Duration left) {
    return track(send(posting(path, body, left)));
  }

  /** Posts what nobody waits for, even once this is closed. */
  void tell(String path, Message body, Duration left) {
    send(posting(path, Message.line(body), left));
  }

  private HttpRequest.Builder posting(String path, byte[] body, Duration left) {
    return request(path, left)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private HttpRequest.Builder request(String path, Duration left) {
    String base = endpoint.toString();
    return HttpRequest.newBuilder(URI.create(base + (base.endsWith("/") ? "" : "/") + path))
        .timeout(left.compareTo(LEAST) < 0 ? LEAST : left);
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), response -> new BoundedBody(longest));
  }

  private Sent track(CompletableFuture<HttpResponse<byte[]>> response) {
    Sent sent = new Sent(response);
    open.add(sent);
    response.whenComplete((answer, failure) -> open.remove(sent));
    if (closed) {
      sent.cancel();
    }
    return sent;
  }

  /** One request under way. */
  final class Sent {
    private final CompletableFuture<HttpResponse<byte[]>> response;
    private volatile boolean cancelled;

    private Sent(CompletableFuture<HttpResponse<byte[]>> response) {
      this.response = response;
    }

    void cancel() {
      cancelled = true;
      response.cancel(true);
    }

    /**
     * Waits for what comes back.
     *
     * @throws BridgeFailure {@link Words#CANCELLED} if nothing does in time, {@link Words#ENDED} if
     *     this was closed; otherwise if the endpoint is broken
     */
    Message await(Duration left) throws BridgeFailure, InterruptedException {
      try {
        return message(response.get(left.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        cancel();
        throw late();
      } catch (InterruptedException e) {
        cancel();
        throw e;
      } catch (CancellationException e) {
        throw late();
      } catch (ExecutionException e) {
        // What is cancelled may come as a failure, too.
        throw cancelled ? late() : failed(e.getCause());
      }
    }
  }

  private BridgeFailure late() {
    return closed
        ? new BridgeFailure(Words.ENDED, plugin + " was stopped.")
        : new BridgeFailure(
            Words.CANCELLED,
            where() + " did not answer before the call was cancelled or out of time.");
  }

  private Message message(HttpResponse<byte[]> response) throws BridgeFailure {
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

  private BridgeFailure failed(Throwable cause) {
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      return new BridgeFailure(Words.CANCELLED, where() + " did not answer in time.");
    }
    String why = cause.getMessage();
    return new BridgeFailure(
        Words.UNREACHABLE,
        where()
            + " cannot be used: "
            + Words.said(why == null ? cause.getClass().getSimpleName() : why)
            + ". Maybe it is not running.");
  }

  /** How messages call the endpoint. */
  String where() {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return "The endpoint " + endpoint.getHost() + port + " of " + plugin;
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(Sent::cancel);
  }
}
