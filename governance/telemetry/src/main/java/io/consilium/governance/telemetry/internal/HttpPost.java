package io.consilium.governance.telemetry.internal;

import io.consilium.governance.telemetry.internal.Collector.Taken;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends one request at a time on the caller's thread, and tells what was answered. The exporter's
 * own senders retry behind its back, do not tell of a partial success, and cannot be interrupted.
 */
final class HttpPost implements HttpSender {
  private static final int MOST_BYTES = 1 << 16;

  private final HttpClient http;
  private final HttpSenderConfig config;
  private Taken taken = Taken.ALL;

  HttpPost(HttpSenderConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.getConnectTimeout())
            .build();
  }

  /** What came of the last request. */
  Taken taken() {
    return taken;
  }

  /**
   * Returns when it is answered.
   *
   * @throws CollectorAway if nothing was taken; with the thread's interrupt status set if that is
   *     why
   * @throws CollectorRefuses if it never will be
   */
  @Override
  public void send(
      MessageWriter message,
      Consumer<io.opentelemetry.sdk.common.export.HttpResponse> onResponse,
      Consumer<Throwable> onError) {
    HttpResponse<byte[]> response = post(request(message));
    CollectorAnswer answer =
        new CollectorAnswer(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse(""),
            response.headers().firstValue("Retry-After").orElse(""),
            response.body());
    taken = answer.taken();
    onResponse.accept(new Response(answer));
  }

  private HttpRequest request(MessageWriter message) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      message.writeMessage(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(config.getEndpoint())
            .timeout(config.getTimeout())
            .header("Content-Type", config.getContentType())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    config
        .getHeadersSupplier()
        .get()
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return request.build();
  }

  private HttpResponse<byte[]> post(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, info -> bounded());
    try {
      return answer.get(config.getTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CollectorAway(late(config.getTimeout()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CollectorAway("was not waited for any longer");
    } catch (ExecutionException e) {
      throw new CollectorAway(words(e.getCause()));
    } finally {
      // The time-out of a request ends with the answer's head; a body may drip for ever.
      answer.cancel(true);
    }
  }

  private String words(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return late(config.getTimeout());
    }
    String kind = cause.getClass().getSimpleName();
    return cause instanceof ConnectException
        ? "cannot be reached (" + kind + ")"
        : "breaks off (" + kind + ")";
  }

  private static String late(Duration timeout) {
    return "does not answer within " + timeout.toSeconds() + " s";
  }

  private static HttpResponse.BodySubscriber<byte[]> bounded() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.ofByteArrayConsumer(
            part ->
                part.ifPresent(
                    bytes -> {
                      if (body.size() + bytes.length > MOST_BYTES) {
                        throw new IllegalStateException("The answer is too long.");
                      }
                      body.writeBytes(bytes);
                    })),
        done -> body.toByteArray());
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  /** The answer as the exporter wants it. */
  private record Response(CollectorAnswer answer)
      implements io.opentelemetry.sdk.common.export.HttpResponse {
    @Override
    public int getStatusCode() {
      return answer.status();
    }

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return answer.body();
    }
  }
}
