package io.consilium.governance.auditor.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.consilium.governance.ledger.format.AddCheckpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A witness by HTTP: {@code POST /add-checkpoint} and {@code GET /<origin hash>/checkpoint} (C2SP
 * tlog-witness). Few threads, small requests, and ten seconds for each.
 */
final class WitnessServer implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int WAITING = 64;
  private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

  static {
    // Read by the platform's server once, when its first is made; in seconds.
    for (String limit : new String[] {"maxReqTime", "maxRspTime"}) {
      String property = "sun.net.httpserver." + limit;
      if (System.getProperty(property) == null) {
        System.setProperty(property, "10");
      }
    }
    System.getProperties().putIfAbsent("jdk.httpserver.maxConnections", "200");
  }

  private final Witness witness;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  private WitnessServer(Witness witness, HttpServer server) {
    this.witness = witness;
    this.server = server;
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Listens. */
  static WitnessServer start(Witness witness, InetSocketAddress address) throws IOException {
    WitnessServer serving = new WitnessServer(witness, HttpServer.create(address, WAITING));
    serving.server.setExecutor(serving.threads);
    serving.server.createContext("/", serving::answer);
    serving.server.start();
    return serving;
  }

  /** Where it listens. */
  URI uri() {
    String host = server.getAddress().getAddress().getHostAddress();
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (RuntimeException e) {
        reply = Reply.text(500, "The witness failed (" + e.getClass().getSimpleName() + ").");
      }
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher monitored = CHECKPOINT.matcher(path);
    if (monitored.matches()) {
      return exchange.getRequestMethod().equals("GET")
          ? witness
              .checkpoint(monitored.group(1))
              .map(note -> note.getBytes(StandardCharsets.UTF_8))
              .map(note -> new Reply(200, "text/plain; charset=utf-8", note))
              .orElseGet(() -> Reply.text(404, "Nothing was cosigned of that log."))
          : Reply.text(405, "Only GET.");
    }
    if (!path.equals("/add-checkpoint")) {
      return Reply.text(404, "Only /add-checkpoint and /<origin hash>/checkpoint are here.");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.text(405, "Only POST.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_BYTES + 1);
    return body.length > AddCheckpoint.MAX_BYTES
        ? Reply.text(413, "A request has at most " + AddCheckpoint.MAX_BYTES + " bytes.")
        : witness.add(body);
  }

  /** Finishes what is under way, for a second. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdownNow();
  }
}
