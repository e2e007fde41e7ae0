package io.consilium.governance.telemetry.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A collector on this machine's loopback, which parses what it is sent as any other would. */
final class LoopbackCollector implements AutoCloseable {
  final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  final CountDownLatch asked = new CountDownLatch(1);
  volatile int status = 200;
  volatile String type = "application/x-protobuf";
  volatile byte[] answer = new byte[0];
  volatile boolean hangs;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  LoopbackCollector() throws IOException {
    this(0);
  }

  LoopbackCollector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/v1/traces", this::take);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/v1/traces");
  }

  List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  List<ResourceSpans> resources() {
    return requests.stream().flatMap(request -> request.getResourceSpansList().stream()).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      asked.countDown();
      if (hangs) {
        // As long as the server lives.
        new CountDownLatch(1).await();
      }
      if (status == 200) {
        requests.add(ExportTraceServiceRequest.parseFrom(body));
        headers.add(exchange.getRequestHeaders());
      }
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
