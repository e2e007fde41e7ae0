package io.consilium.governance.telemetry.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private static final long LAST_LOOKS_MILLIS = 20;

  private final String endpoint;
  private final Callable<Shipment> begin;
  private final LongSupplier size;
  private final Duration grace;
  private final Backoff backoff = new Backoff(Math::random);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Shipper::thread);
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
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "consilium-telemetry");
    thread.setDaemon(true);
    return thread;
  }

  /** Whatever it costs to begin is not added to the start of the host. */
  void start() {
    lookAfter(LOOK);
  }

  private void lookAfter(Duration wait) {
    thread.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends what is left if the collector takes it at once, and ends. */
  void stop() throws InterruptedException {
    thread.invokeAll(List.of(this::last), grace.toMillis(), TimeUnit.MILLISECONDS);
    thread.shutdownNow();
    thread.awaitTermination(LAST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    Duration wait = Backoff.MOST;
    try {
      wait = look();
    } catch (InterruptedException e) {
      // The host does not wait any longer; what is left is sent by the next one.
    } finally {
      if (!thread.isShutdown()) {
        lookAfter(wait);
      }
    }
  }

  /** Looks once more at least: the ledger may be closed by now, and all of it signed. */
  private Standing last() throws InterruptedException {
    for (boolean more = true; more && standing.trouble().isEmpty(); more = behind() > 0) {
      Thread.sleep(Math.min(look().toMillis(), LAST_LOOKS_MILLIS));
    }
    return standing;
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
      // Of a file system's own failure the message is but a path.
      String why = e instanceof FileSystemException ? e.toString() : e.getMessage();
      tell(standing().troubled("Spans cannot be shipped: " + why + "."));
    } catch (Throwable e) {
      // An Error too: nobody else would say that nothing is shipped any more.
      tell(standing().troubled("Spans cannot be shipped: " + e + "."));
      LOG.error("Spans cannot be shipped.", e);
      if (shipment != null) {
        shipment.renew();
      }
    }
    return backoff.failed(Duration.ZERO);
  }

  private Standing standing() {
    return shipment == null ? standing : shipment.standing();
  }

  private void tell(Standing now) {
    Standing before = standing;
    standing = now;
    if (!now.trouble().isEmpty() && before.trouble().isEmpty()) {
      LOG.warn("{} Nothing is lost: spans go on to {} when that is over.", now.trouble(), endpoint);
    } else if (now.trouble().isEmpty() && !before.trouble().isEmpty()) {
      LOG.info("Spans are taken again by {}.", endpoint);
    }
  }

  private long behind() {
    Standing now = standing;
    return Math.max(0, Math.max(size.getAsLong(), now.signed()) - now.next());
  }

  private static String refused(Standing now) {
    return now.refused() == 0 ? "" : ", which refused " + now.refused() + " of them for good";
  }

  /** How it stands: {@code well} (Boolean), {@code summary}, and figures. */
  @Override
  public Map<String, Object> get() {
    Standing now = standing;
    long behind = behind();
    String summary =
        now.trouble().isEmpty()
            ? "spans up to record " + now.next() + " were taken by " + endpoint + refused(now)
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
