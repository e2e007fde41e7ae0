package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks after space and age in the background: once an hour, and when much was written. */
final class Upkeep {
  private static final long HOURS = 1;

  private final DiskLedger ledger;
  private final Storage storage;
  private final Sweeper sweeper;
  private final Clock clock;
  private final Stamps stamps;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile String trouble = "";
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Threads.of("consilium-ledger-upkeep", work));

  Upkeep(DiskLedger ledger, Storage storage, Sweeper sweeper, Clock clock, Stamps stamps) {
    this.ledger = ledger;
    this.storage = storage;
    this.sweeper = sweeper;
    this.clock = clock;
    this.stamps = stamps;
  }

  void begin() {
    thread.scheduleWithFixedDelay(this::look, 0, HOURS, TimeUnit.HOURS);
  }

  /** After an append: looks soon, if there is reason to. */
  void appended() {
    if (storage.due() && asked.compareAndSet(false, true)) {
      try {
        thread.execute(this::look);
      } catch (RejectedExecutionException e) {
        // The ledger is being closed.
      }
    }
  }

  /** Looks, and says in {@link #trouble} why it could not; a schedule ends with what is thrown. */
  synchronized void look() {
    asked.set(false);
    try {
      once();
      trouble = "";
    } catch (IOException e) {
      ledger.fail(e);
    } catch (RuntimeException | Error e) {
      trouble =
          "Age and space were not looked after: "
              + e
              + ". It is tried again within an hour. Maybe restart the host, and report this.";
    }
  }

  /** Why the last look failed; empty if it did not. */
  String trouble() {
    return trouble;
  }

  /**
   * Destroys what is too old, then measures.
   *
   * @return how many units were destroyed
   */
  synchronized int once() throws IOException {
    int destroyed = sweeper.sweep(clock.instant(), stamps.jumped());
    Optional<Body.StorageAlarm> alarm = storage.measure();
    if (alarm.isPresent()) {
      ledger.append(List.of(new Draft(Position.HOST, alarm.get(), List.of(), Map.of())));
      storage.said(alarm.get());
    }
    return destroyed;
  }

  void close() {
    Threads.end(thread);
  }
}
