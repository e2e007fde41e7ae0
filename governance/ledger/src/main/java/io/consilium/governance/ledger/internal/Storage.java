package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.StorageAlarm.Level;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How much of the disk the ledger uses of what it may: measured now and then, guessed from above
 * between. Thread-safe.
 */
final class Storage {
  /** From here on people are told. */
  static final int WARN_PERCENT = 80;

  /** From here on no new task is taken, so that those begun can end. */
  static final int FULL_PERCENT = 95;

  /** A record is in the write-ahead log and in the tree, a payload in the log and in its file. */
  private static final int COPIES = 2;

  private final Disk disk;
  private final Path ledger;
  private final long budget;
  private long limit;
  private long measured;
  private long admitted;

  /** As much of what was admitted is in what was measured. */
  private long counted;

  private Level level = Level.CLEARED;

  Storage(Disk disk, Path ledger, long budget) throws IOException {
    this.disk = disk;
    this.ledger = ledger;
    this.budget = budget;
    measure();
  }

  /**
   * Measures, and says how far it has come.
   *
   * @return what is to be recorded; empty if nothing changed
   */
  Optional<Body.StorageAlarm> measure() throws IOException {
    long before = admitted();
    // Many files take long, and appends ask for room meanwhile.
    long used = disk.usedBytes(ledger);
    return measured(used, disk.freeBytes(ledger), before);
  }

  private synchronized long admitted() {
    return admitted;
  }

  /** What came while it was measured may have been missed, and counts as added since. */
  private synchronized Optional<Body.StorageAlarm> measured(long used, long free, long before) {
    if (before >= counted) {
      measured = used;
      counted = before;
    }
    limit = Math.min(budget, measured > Long.MAX_VALUE - free ? Long.MAX_VALUE : measured + free);
    Level now = level(measured);
    if (now == level) {
      return Optional.empty();
    }
    level = now;
    return Optional.of(new Body.StorageAlarm(now, measured, limit));
  }

  private Level level(long used) {
    return over(used, FULL_PERCENT)
        ? Level.FULL
        : over(used, WARN_PERCENT) ? Level.WARNED : Level.CLEARED;
  }

  private boolean over(long used, int percent) {
    return used >= limit / 100.0 * percent;
  }

  /** True if enough was written since to look again. */
  synchronized boolean due() {
    return added() > 0 && (level(measured + added()) != level || added() > limit / 50);
  }

  private long added() {
    return admitted - counted;
  }

  /**
   * Makes room in the account for drafts, or refuses them as a whole.
   *
   * @throws LedgerFailure if they are of a new task and it is nearly full, or do not fit at all
   */
  synchronized void admit(List<Draft> drafts) throws IOException {
    long bytes = 0;
    boolean task = false;
    boolean relief = true;
    for (Draft draft : drafts) {
      bytes += 1_000 + draft.payloads().values().stream().mapToLong(one -> one.size()).sum();
      task |= draft.body() instanceof Body.TaskAdmitted;
      relief &=
          draft.body() instanceof Body.Erased
              || draft.body() instanceof Body.StorageAlarm
              || draft.body() instanceof Body.ClockJumped;
    }
    bytes = bytes > Long.MAX_VALUE / 4 ? Long.MAX_VALUE / 4 : bytes * COPIES;
    int percent = task ? FULL_PERCENT : 100;
    if (!relief && over(measured + added() + bytes, percent)) {
      measured = disk.usedBytes(ledger);
      counted = admitted;
      if (over(measured + bytes, percent)) {
        throw new LedgerFailure(refusal());
      }
    }
    admitted += bytes;
  }

  /** Why no task is taken; empty if one is. */
  synchronized String trouble() {
    return level == Level.FULL ? refusal() : "";
  }

  private String refusal() {
    return "The ledger in "
        + ledger
        + " is full: "
        + told()
        + ". No new task is taken; nothing was cut off. Maybe raise consilium.ledger.budget, free"
        + " some space on its disk, shorten consilium.ledger.retention, or move the directory to an"
        + " archive and begin a new one.";
  }

  synchronized boolean warned() {
    return level != Level.CLEARED;
  }

  synchronized long used() {
    return measured;
  }

  synchronized long limit() {
    return limit;
  }

  /** In words. */
  synchronized String told() {
    return measured
        + " of "
        + limit
        + " bytes used ("
        + Math.round(measured * 100.0 / limit)
        + " %)";
  }
}
