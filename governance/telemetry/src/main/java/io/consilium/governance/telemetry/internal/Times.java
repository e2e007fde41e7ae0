package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.DecisionRecord;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Times of one task's records in nanoseconds since 1970: the wall clock of the first record of each
 * boot, and from there the monotonic clock, which is finer and does not jump. Never goes back.
 */
final class Times {
  private String boot = "";
  private long offset;
  private long last;

  long of(DecisionRecord record) {
    if (!record.boot().equals(boot)) {
      boot = record.boot();
      Instant wall = Instant.parse(record.time());
      offset = TimeUnit.SECONDS.toNanos(wall.getEpochSecond()) + wall.getNano() - record.nanos();
    }
    last = Math.max(last, offset + record.nanos());
    return last;
  }
}
