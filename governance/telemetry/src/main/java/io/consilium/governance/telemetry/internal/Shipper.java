package io.consilium.governance.telemetry.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships spans on a thread of its own: looks at the log each second, backs off while the collector
 * is away, and says how it stands. Nobody waits for it but the host's end, and that not long.
 */
final class Shipper implements Supplier<Map<String, Object>> {
  private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final String endpoint;
  private final Callable<Shipment> begin;
  private final LongSupplier size;
  private final Duration grace;
  private final Bell bell = new Bell();
  private final Backoff backoff = new Backoff();
  private final Thread thread = new Thread(this::run, "consilium-telemetry");
  private volatile Shipment shipment;
  private volatile Standing standing = Standing.BEFORE;

  /**
   * @param endpoint shown to people
   * @param begin makes what is shipped, on the thread that ships
   * @param size records of the ledger, those that no checkpoint covers yet too; negative if unknown
   * @param grace how long the host's end waits at most for what is left to be taken
   */
  Shipper(String endpoint, Callable<Shipment> begin, LongSupplier size, Duration grace) {
    this.endpoint = endpoint;
    this.begin = begin;
    this.size = size;
    this.grace = grace;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Sends what is left if the collector takes it at once, and ends. */
  void stop() throws InterruptedException {
    bell.ring();
    thread.join(grace.toMillis());
    thread.interrupt();
    thread.join(LAST.toMillis());
  }

  private void run() {
    try {
      // Whatever it costs to begin is not added to the start of the host.
      boolean ends;
      bell.await(LOOK);
      do {
        ends = bell.await(look());
      } while (!ends || (standing.trouble().isEmpty() && behind() > 0));
    } catch (InterruptedException e) {
      // The host does not wait any longer; what is left is sent by the next one.
    }
  }

  private Duration look() throws InterruptedException {
    try {
      if (shipment == null) {
        shipment = begin.call();
      }
      boolean more = shipment.step();
      backoff.succeeded();
      tell(shipment.standing());
      return more ? Duration.ZERO : LOOK;
    } catch (CollectorAway e) {
      tell(standing().troubled("The collector " + e.getMessage() + "."));
      return backoff.failed(e.after());
    } catch (InterruptedException e) {
      throw e;
    } catch (IOException e) {
      tell(standing().troubled("Spans cannot be shipped: " + e.getMessage() + "."));
    } catch (Exception | LinkageError e) {
      LOG.error("Spans cannot be shipped.", e);
      tell(standing().troubled("Spans cannot be shipped: " + e));
    }
    return backoff.failed(Duration.ZERO);
  }

  private Standing standing() {
    return shipment == null ? standing : shipment.standing();
  }

  private void tell(Standing now) {
    if (!now.trouble().isEmpty() && standing.trouble().isEmpty()) {
      LOG.warn("{} Nothing is lost: spans go on to {} when that is over.", now.trouble(), endpoint);
    } else if (now.trouble().isEmpty() && !standing.trouble().isEmpty()) {
      LOG.info("Spans are taken again by {}.", endpoint);
    }
    standing = now;
  }

  private long behind() {
    Standing now = standing;
    return Math.max(0, Math.max(size.getAsLong(), now.signed()) - now.next());
  }

  /** How it stands: {@code well} (Boolean), {@code summary}, and figures. */
  @Override
  public Map<String, Object> get() {
    Standing now = standing;
    long behind = behind();
    String summary =
        now.trouble().isEmpty()
            ? "spans up to record " + now.next() + " were taken by " + endpoint
            : now.trouble()
                + " "
                + behind
                + " records wait in the ledger and are sent when that is over. Maybe start a"
                + " collector at "
                + endpoint
                + ", or leave out "
                + Settings.ENDPOINT
                + ".";
    return Map.of(
        "well",
        now.trouble().isEmpty(),
        "summary",
        summary,
        "behindRecords",
        behind,
        "sentSpans",
        now.sent(),
        "refusedSpans",
        now.refused());
  }
}
