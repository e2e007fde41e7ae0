package io.consilium.governance.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShipperTest {
  private static final Duration PATIENT = Duration.ofSeconds(50);

  @TempDir Path work;
  private SampleLedger ledger;

  @BeforeEach
  void open() {
    ledger = new SampleLedger(work.resolve("ledger"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private Shipper shipper(URI to, Duration grace) {
    return new Shipper(to.toString(), () -> shipment(to), ledger::size, grace);
  }

  private Shipment shipment(URI to) {
    return new Shipment(
        new SignedLog(work.resolve("ledger")),
        new CursorFile(work.resolve("telemetry").resolve("cursor")),
        new OtlpCollector(new Settings(to, Map.of())));
  }

  @Test
  void anEndingHostSendsWhatIsLeft() throws Exception {
    try (LoopbackCollector loopback = new LoopbackCollector()) {
      Shipper shipper = shipper(loopback.url(), PATIENT);
      shipper.start();
      ledger.tasks(0, 3);
      shipper.stop();

      assertThat(loopback.spans()).hasSize(3 * SampleTask.SPANS);
      assertThat(shipper.get())
          .containsEntry("well", true)
          .containsEntry("behindRecords", 0L)
          .containsEntry("sentSpans", 3L * SampleTask.SPANS);
    }
  }

  @Test
  void aCollectorThatIsAwayHoldsNothingUpAndGetsAllFromTheNextHost() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Shipper before = shipper(URI.create("http://127.0.0.1:" + port + "/v1/traces"), PATIENT);
    before.start();
    ledger.tasks(0, 3);
    before.stop();

    assertThat(before.get())
        .containsEntry("well", false)
        .containsEntry("behindRecords", ledger.size())
        .extracting("summary")
        .asString()
        .startsWith("The collector cannot be reached")
        .contains(ledger.size() + " records wait", Settings.ENDPOINT);
    try (LoopbackCollector back = new LoopbackCollector(port)) {
      Shipper shipper = shipper(back.url(), PATIENT);
      shipper.start();
      shipper.stop();

      assertThat(back.spans()).hasSize(3 * SampleTask.SPANS);
    }
  }

  @Test
  void anEndingHostDoesNotWaitForACollectorThatHangs() throws Exception {
    try (LoopbackCollector loopback = new LoopbackCollector()) {
      loopback.hangs = true;
      ledger.tasks(0, 1);
      Shipper shipper = shipper(loopback.url(), Duration.ofMillis(100));
      shipper.start();
      loopback.asked.await();
      shipper.stop();

      assertThat(loopback.spans()).isEmpty();
      assertThat(new CursorFile(work.resolve("telemetry").resolve("cursor")).read()).isEmpty();
    }
  }

  @Test
  void anErrorIsTold() throws Exception {
    ledger.tasks(0, 1);
    Callable<Shipment> failing =
        () -> {
          throw new OutOfMemoryError("a batch");
        };
    Shipper shipper = new Shipper("http://127.0.0.1:4318", failing, ledger::size, PATIENT);
    shipper.start();
    shipper.stop();

    assertThat(shipper.get())
        .containsEntry("well", false)
        .extracting("summary")
        .asString()
        .contains("OutOfMemoryError", "a batch");
  }

  @Test
  void shippingGoesOnAfterAnError() throws Exception {
    try (LoopbackCollector loopback = new LoopbackCollector()) {
      ledger.tasks(0, 1);
      AtomicBoolean failed = new AtomicBoolean();
      Callable<Shipment> failingOnce =
          () -> {
            if (failed.compareAndSet(false, true)) {
              throw new OutOfMemoryError("a batch");
            }
            return shipment(loopback.url());
          };
      Shipper shipper = new Shipper("the collector", failingOnce, ledger::size, PATIENT);
      shipper.start();
      loopback.asked.await();
      shipper.stop();

      assertThat(loopback.spans()).hasSize(SampleTask.SPANS);
      assertThat(shipper.get()).containsEntry("well", true);
    }
  }
}
