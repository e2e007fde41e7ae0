package io.consilium.framework.bridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Failed;
import io.consilium.api.expert.ExpertOutcome.Solved;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.framework.bridge.BridgeFailure;
import io.consilium.framework.bridge.BridgedPlugin;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.tck.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpLinkTest {
  private static final String READY =
      """
      {"type":"ready","protocol":"consilium-bridge/1",
       "experts":[{"id":"test.http","description":"Tests.","effect":"PURE",
        "capabilities":[{"name":"test.it","inputs":{"text":"text/plain"},"outputs":{"text":"text/plain"}}]}],
       "verifiers":[{"id":"test.judge","description":"Judges.","inputs":{"text":"text/plain"}}]}""";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger warmed = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private void start(InetSocketAddress address) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    server.createContext("/x/ready", exchange -> send(exchange, 200, READY));
    answer(
        "warm",
        200,
        call -> {
          warmed.incrementAndGet();
          return "{\"type\":\"warmed\",\"id\":\"" + call.id() + "\"}";
        });
    server.createContext(
        "/x/cancel",
        exchange -> {
          send(exchange, 204, "");
          cancelled.countDown();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void answer(String path, int status, Function<Message.Call, String> body) {
    server.createContext(
        "/x/" + path,
        exchange -> {
          Message.Call call = (Message.Call) Message.read(exchange.getRequestBody().readAllBytes());
          send(exchange, status, body.apply(call));
        });
  }

  private BridgedPlugin plugin() throws Exception {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x");
    return BridgedPlugin.endpoint("test.plugin", endpoint, Limits.DEFAULT, Optional.empty());
  }

  private ExpertOutcome ask() throws Exception {
    return plugin().experts().get(0).solve(Asked.text("hello"), TestContext.create());
  }

  /** What a call breaks with, so that it counts as a fault of the plugin. */
  private BridgeFailure broken() {
    Throwable thrown = catchThrowable(this::ask);
    assertThat(thrown).isInstanceOf(BridgeFailure.class);
    return (BridgeFailure) thrown;
  }

  @Test
  void anEndpointSolvesAndIsNeverPure() throws Exception {
    answer(
        "solve",
        200,
        call ->
            "{\"type\":\"solved\",\"id\":\"%s\",\"confidence\":1,\"outputs\":{\"text\":%s}}"
                .formatted(
                    call.id(),
                    "{\"media\":\"text/plain\",\"base64\":\""
                        + ((Message.Solve) call).inputs().get("text").get(0).base64()
                        + "\"}"));
    Solved solved = (Solved) ask();
    assertThat(
            new String(solved.outputs().get("text").open().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("hello");
    Expert expert = plugin().experts().get(0);
    assertThat(expert.descriptor().effect()).isEqualTo(Effect.READS_OUTSIDE);
  }

  @Test
  void anEndpointWarmsUpAndJudges() throws Exception {
    answer(
        "verify",
        200,
        call ->
            "{\"type\":\"judged\",\"id\":\"%s\",\"verdict\":{\"type\":\"accepted\",\"score\":1,\"threshold\":0.5,\"findings\":[]}}"
                .formatted(call.id()));
    plugin().experts().get(0).warmUp();
    Claim claim = new Claim("sum", Asked.text("x").inputs(), Asked.text("x").parameters());
    assertThat(plugin().verifiers().get(0).verify(claim, TestContext.create()))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void anotherStatusAndGarbageAreSaid() throws Exception {
    answer("solve", 503, call -> "overloaded");
    assertThat(broken().code()).isEqualTo("endpoint");
    assertThat(broken().getMessage()).contains("127.0.0.1", "status 503", "overloaded");
    server.removeContext("/x/solve");
    answer("solve", 200, call -> "<html>");
    assertThat(broken().getMessage()).contains("gives no message");
    server.removeContext("/x/solve");
    answer(
        "solve",
        200,
        call -> "{\"type\":\"failed\",\"id\":\"other\",\"code\":\"x\",\"message\":\"y\"}");
    assertThat(broken().getMessage()).contains("no answer to the call");
  }

  @Test
  void aReplacementTakesNoMoreThreads() throws Exception {
    plugin().close();
    List<String> before = selectors();
    assertThat(before).isNotEmpty();
    plugin().close();
    assertThat(selectors()).isEqualTo(before);
  }

  private static List<String> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.endsWith("-SelectorManager"))
        .sorted()
        .toList();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    server.createContext(
        "/x/solve",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          send(exchange, 302, "");
        });
    assertThat(broken().getMessage()).contains("status 302");
  }

  @Test
  void aBodyWithoutEndIsGivenUp() throws Exception {
    server.createContext(
        "/x/solve",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[1 << 16];
          try (exchange) {
            while (true) {
              exchange.getResponseBody().write(some);
            }
          }
        });
    assertThat(broken().getMessage()).contains("longer than 8388608 bytes");
  }

  @Test
  void aCallThatIsOutOfTimeIsCancelledThere() throws Exception {
    server.createContext(
        "/x/solve",
        exchange -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    ExpertOutcome outcome =
        plugin()
            .experts()
            .get(0)
            .solve(Asked.text("x"), TestContext.withTimeout(Duration.ofMillis(200)));
    assertThat(((Failed) outcome).code()).isEqualTo("cancelled");
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anEndpointThatIsNotThereIsSaidSo() throws Exception {
    BridgedPlugin plugin = plugin();
    server.stop(0);
    Expert expert = plugin.experts().get(0);
    assertThatThrownBy(() -> expert.solve(Asked.text("x"), TestContext.create()))
        .isInstanceOfSatisfying(
            BridgeFailure.class, why -> assertThat(why.code()).isEqualTo("unreachable"));
    assertThatThrownBy(this::plugin).hasMessageContaining("Maybe it is not running");
  }

  @Test
  void anEndpointWithoutAPortIsNamedWithoutOne() {
    URI portless = URI.create("http://127.0.0.1/x");
    assertThatThrownBy(
            () -> BridgedPlugin.endpoint("test.plugin", portless, Limits.DEFAULT, Optional.empty()))
        .hasMessageStartingWith("The endpoint 127.0.0.1 of test.plugin ");
  }

  @Test
  void whoeverIsStoppedEndsTheCallsUnderWayAndTellsTheEndpoint() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    server.createContext(
        "/x/solve",
        exchange -> {
          asked.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    BridgedPlugin plugin = plugin();
    CompletableFuture<ExpertOutcome> call =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return plugin.experts().get(0).solve(Asked.text("x"), TestContext.create());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    asked.await();

    plugin.close();

    assertThat(((Failed) call.get(20, TimeUnit.SECONDS)).code()).isEqualTo("process-ended");
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    ExpertOutcome late = plugin.experts().get(0).solve(Asked.text("x"), TestContext.create());
    assertThat(((Failed) late).code()).isEqualTo("process-ended");
  }

  @Test
  void anExpertIsWarmBeforeItsFirstCallAndAgainOnceTheEndpointWasAway() throws Exception {
    String failed = "{\"type\":\"failed\",\"id\":\"%s\",\"code\":\"no-model\",\"message\":\"Oh.\"}";
    answer("solve", 200, call -> failed.formatted(call.id()));
    Expert expert = plugin().experts().get(0);
    expert.solve(Asked.text("x"), TestContext.create());
    expert.solve(Asked.text("x"), TestContext.create());
    assertThat(warmed).hasValue(1);

    InetSocketAddress address = server.getAddress();
    server.stop(0);
    assertThatThrownBy(() -> expert.solve(Asked.text("x"), TestContext.create()))
        .isInstanceOf(BridgeFailure.class);
    start(address);
    answer("solve", 200, call -> failed.formatted(call.id()));
    expert.solve(Asked.text("x"), TestContext.create());
    assertThat(warmed).hasValue(2);
  }
}
