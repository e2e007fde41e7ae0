package io.consilium.governance.ledger.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.consilium.api.ledger.Body.WitnessChanged;
import io.consilium.api.ledger.Body.WitnessChanged.State;
import io.consilium.governance.ledger.Witnessing;
import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Cosignature;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Witnesses that behave and that do not, on loopback. */
@Timeout(60)
class WitnessesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration NEVER = Duration.ofDays(1);

  private final SignerKey log = SignerKey.generate("example.com/log");
  private final SignerKey key = SignerKey.generate("witness.example.com/w1");
  private final BlockingQueue<WitnessChanged> changes = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    ended.countDown();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private interface Behaviour {
    void answer(HttpExchange exchange, AddCheckpoint asked) throws Exception;
  }

  private URI serve(Behaviour behaviour) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool(work -> Threads.of("fake", work));
    server.setExecutor(threads);
    server.createContext(
        "/w/add-checkpoint",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            behaviour.answer(exchange, AddCheckpoint.parse(body));
          } catch (IOException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    server.start();
    open.add(
        () -> {
          server.stop(0);
          threads.shutdownNow();
        });
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w");
  }

  private static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String line(SignerKey key, AddCheckpoint asked, long seconds) {
    String text = SignedNote.parse(asked.checkpoint().getBytes(UTF_8)).text();
    return Cosignature.sign(key, text, seconds).line();
  }

  private Witnesses asking(Duration timeout, Duration retry, int quorum, Map<URI, SignerKey> all) {
    List<Witnessing.Witness> witnesses =
        all.entrySet().stream()
            .map(
                one ->
                    new Witnessing.Witness(one.getKey(), CosignerKey.of(one.getValue().verifier())))
            .toList();
    Witnesses asking =
        new Witnesses(new Witnessing(witnesses, quorum, timeout, retry), changes::add);
    open.add(asking);
    return asking;
  }

  private Witnesses asking(Duration timeout, URI url) {
    return asking(timeout, NEVER, 1, Map.of(url, key));
  }

  /** A log of one record has no tiles to read; of more, this test needs none. */
  private WitnessAsked checkpoint(long size) {
    String text = new Checkpoint("example.com/log", size, new byte[32]).text();
    return new WitnessAsked(
        size,
        log.note(text),
        () ->
            new TileReader(
                path -> {
                  throw new NoSuchFileException(path);
                },
                size));
  }

  private WitnessChanged change() throws InterruptedException {
    return changes.take();
  }

  @Test
  void takesTheValidLinesOfTheWitnessAlone() throws Exception {
    SignerKey stranger = SignerKey.generate("stranger");
    SignerKey sameName = SignerKey.generate("witness.example.com/w1");
    URI url =
        serve(
            (exchange, asked) ->
                reply(
                    exchange,
                    200,
                    "text/plain",
                    line(stranger, asked, 7) + line(key, asked, 8) + line(sameName, asked, 9)));
    WitnessAsked asked = checkpoint(1);

    String lines = asking(LONG, url).cosign(asked);

    SignedNote note = SignedNote.parse((asked.note() + lines).getBytes(UTF_8));
    assertThat(note.signatures()).hasSize(2);
    assertThat(CosignerKey.of(key.verifier()).on(note).orElseThrow().seconds()).isEqualTo(8);
    assertThat(change().state()).isEqualTo(State.COSIGNING);
  }

  @Test
  void asksAgainFromTheSizeThatTheWitnessNames() throws Exception {
    List<Long> old = new ArrayList<>();
    URI url =
        serve(
            (exchange, asked) -> {
              old.add(asked.oldSize());
              if (asked.oldSize() == 0) {
                reply(exchange, 409, "text/x.tlog.size", "5\n");
              } else {
                reply(exchange, 200, "text/plain", line(key, asked, 8));
              }
            });

    assertThat(asking(LONG, url).cosign(checkpoint(5))).startsWith("\u2014 witness");
    assertThat(old).containsExactly(0L, 5L);
  }

  @Test
  void aSlowWitnessCostsOneTimeoutThenNothing() throws Exception {
    URI url = serve((exchange, asked) -> ended.await());
    Duration brief = Duration.ofMillis(100);
    Witnesses witnesses = asking(brief, brief, 1, Map.of(url, key));

    assertThat(witnesses.cosign(checkpoint(1))).isEmpty();
    assertThat(change()).isEqualTo(gone("timeout", 1));
    assertThat(witnesses.cosign(checkpoint(2))).isEmpty();
    assertThat(changes).isEmpty();
  }

  @Test
  void aLateWitnessIsNotAwayAndIsWaitedForOnceItHasCaughtUp() throws Exception {
    CountDownLatch awaited = new CountDownLatch(1);
    BlockingQueue<Long> answered = new LinkedBlockingQueue<>();
    URI url =
        serve(
            (exchange, asked) -> {
              awaited.await();
              reply(exchange, 200, "text/plain", line(key, asked, 5));
              answered.add(asked.oldSize());
            });
    Witnesses witnesses = asking(Duration.ofMillis(20), NEVER, 1, Map.of(url, key));
    assertThat(witnesses.cosign(checkpoint(1))).isEmpty();
    assertThat(witnesses.cosign(checkpoint(1))).isEmpty();
    assertThat(changes).isEmpty();
    awaited.countDown();

    assertThat(change().state()).isEqualTo(State.COSIGNING);
    assertThat(answered.take()).isEqualTo(0);
    assertThat(answered.take()).isEqualTo(1);
    assertThat(changes).isEmpty();
  }

  private static WitnessChanged gone(String code, long size) {
    return new WitnessChanged("witness.example.com/w1", State.AWAY, code, size, 0);
  }

  @Test
  void anAnswerThatDripsIsGivenUp() throws Exception {
    URI url =
        serve(
            (exchange, asked) -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
              ended.await();
            });

    Duration brief = Duration.ofMillis(300);
    Witnesses witnesses = asking(brief, brief, 1, Map.of(url, key));
    assertThat(witnesses.cosign(checkpoint(1))).isEmpty();
    assertThat(change()).isEqualTo(gone("timeout", 1));
  }

  @Test
  void wrongLongAndUnexpectedAnswersAreNoCosignature() throws Exception {
    Map<String, Behaviour> wrong =
        Map.of(
            "bad-cosignature",
            (exchange, asked) -> reply(exchange, 200, "text/plain", line(log, asked, 5)),
            "unreachable",
            (exchange, asked) -> reply(exchange, 200, "text/plain", "x".repeat(70_000)),
            "http-404",
            (exchange, asked) -> reply(exchange, 404, "text/plain", "no\n"),
            "http-302",
            (exchange, asked) -> {
              exchange.getResponseHeaders().set("Location", "/w/add-checkpoint");
              reply(exchange, 302, "text/plain", "");
            },
            "http-409",
            (exchange, asked) -> reply(exchange, 409, "text/x.tlog.size", "0\n"));
    for (Map.Entry<String, Behaviour> one : wrong.entrySet()) {
      assertThat(asking(LONG, serve(one.getValue())).cosign(checkpoint(1))).isEmpty();
      assertThat(change()).isEqualTo(gone(one.getKey(), 1));
    }
  }

  @Test
  void aLargerHistoryAndAForkAreAlarms() throws Exception {
    Map<String, Behaviour> conflicts =
        Map.of(
            "larger",
            (exchange, asked) -> reply(exchange, 409, "text/x.tlog.size", "9\n"),
            "fork",
            (exchange, asked) -> reply(exchange, 422, "text/plain", "no\n"));
    for (Map.Entry<String, Behaviour> one : conflicts.entrySet()) {
      assertThat(asking(LONG, serve(one.getValue())).cosign(checkpoint(1))).isEmpty();
      WitnessChanged alarm = change();
      assertThat(alarm.state()).isEqualTo(State.CONFLICT);
      assertThat(alarm.code()).isEqualTo(one.getKey());
      assertThat(alarm.held()).isEqualTo(one.getKey().equals("larger") ? 9 : 0);
    }
  }

  @Test
  void aWitnessThatComesBackIsNoticedByItself() throws Exception {
    CountDownLatch asked = new CountDownLatch(3);
    URI url =
        serve(
            (exchange, request) -> {
              asked.countDown();
              if (asked.getCount() > 0) {
                reply(exchange, 503, "text/plain", "later\n");
              } else {
                reply(exchange, 200, "text/plain", line(key, request, 5));
              }
            });
    Witnesses witnesses = asking(LONG, Duration.ofMillis(1), 1, Map.of(url, key));
    witnesses.begin(checkpoint(1));

    assertThat(change()).isEqualTo(gone("http-503", 1));
    assertThat(change().state()).isEqualTo(State.COSIGNING);
    assertThat(witnesses.health()).containsEntry("well", true).containsEntry("cosigning", 1L);
    assertThat(witnesses.cosign(checkpoint(1))).isNotEmpty();
  }

  @Test
  void theQuorumIsWaitedForAndNobodyElse() throws Exception {
    SignerKey other = SignerKey.generate("witness.example.com/w2");
    URI quick = serve((exchange, asked) -> reply(exchange, 200, "text/plain", line(key, asked, 5)));
    URI slow = serve((exchange, asked) -> ended.await());

    String lines = asking(LONG, NEVER, 1, Map.of(quick, key, slow, other)).cosign(checkpoint(1));

    assertThat(lines).startsWith("\u2014 witness.example.com/w1 ");
  }

  @Test
  void settingsAreReadAndMistakesNamed() {
    String vkey = CosignerKey.of(key.verifier()).toString();
    String name = Witnessing.SETTING;
    Map<String, String> settings =
        Map.of(
            name,
            "http://127.0.0.1:8475 " + vkey + ", https://w.example.com/x/ " + other(),
            name + ".quorum",
            "1",
            name + ".timeout",
            "0.5");
    Witnessing read = Witnessing.from(settings::get);

    assertThat(read.witnesses()).hasSize(2);
    assertThat(read.witnesses().get(1).addCheckpoint())
        .isEqualTo(URI.create("https://w.example.com/x/add-checkpoint"));
    assertThat(read.quorum()).isEqualTo(1);
    assertThat(read.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(Witnessing.from(key -> null)).isEqualTo(Witnessing.NONE);
    for (String wrong :
        List.of(vkey, "ftp://x " + vkey, "http://x " + log.verifier(), "http://x y z")) {
      assertThatThrownBy(() -> Witnessing.from(Map.of(name, wrong)::get))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The setting (consilium.ledger.witnesses) cannot be used: ");
    }
  }

  private static String other() {
    return CosignerKey.of(SignerKey.generate("w.example.com").verifier()).toString();
  }
}
