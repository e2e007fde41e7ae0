package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.StorageAlarm.Level;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.task.Artifact;
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

  /** A guess from above: records of real work take 1,600 bytes on average. */
  private static final int RECORD_BYTES = 2_048;

  private final Disk disk;
  private final Path ledger;
  private final long budget;

  /** Held while files are counted, which takes long where there are many. */
  private final Object counting = new Object();

  private long counts;
  private long limit;
  private long measured;
  private long admitted;

  /** As much of what was admitted may not be in its files yet. */
  private long underWay;

  /** As much of what was admitted is in what was measured. */
  private long counted;

  private Level level = Level.CLEARED;
  private Level said = Level.CLEARED;

  Storage(Disk disk, Path ledger, long budget) throws IOException {
    this.disk = disk;
    this.ledger = ledger;
    this.budget = budget;
    measure();
  }

  /**
   * Measures, and says how far it has come.
   *
   * @return what is to be recorded, again and again until it was {@link #said}; empty if nothing
   *     changed
   */
  Optional<Body.StorageAlarm> measure() throws IOException {
    synchronized (counting) {
      count();
    }
    return alarm();
  }

  private void count() throws IOException {
    long before = written();
    // Appends ask for room meanwhile.
    long used = disk.usedBytes(ledger);
    counted(used, disk.freeBytes(ledger), before);
  }

  private synchronized long written() {
    return admitted - underWay;
  }

  private synchronized long counts() {
    return counts;
  }

  /**
   * What was under way or came while it was counted may have been missed, and counts as added
   * since.
   */
  private synchronized void counted(long used, long free, long before) {
    counts++;
    measured = used;
    counted = before;
    limit = Math.min(budget, measured > Long.MAX_VALUE - free ? Long.MAX_VALUE : measured + free);
  }

  private synchronized Optional<Body.StorageAlarm> alarm() {
    level = level(measured);
    return level == said
        ? Optional.empty()
        : Optional.of(new Body.StorageAlarm(level, measured, limit));
  }

  /** An alarm is on record. */
  synchronized void said(Body.StorageAlarm alarm) {
    said = alarm.level();
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
    long since = admitted - underWay - counted;
    return since > 0 && (level(measured + since) != level || since > limit / 50);
  }

  private long added() {
    return admitted - counted;
  }

  /** What drafts need: bytes, and how full it may become by them. */
  private record Need(long bytes, int percent, boolean relief) {
    static Need of(List<Draft> drafts) {
      long bytes = 0;
      boolean task = false;
      boolean relief = true;
      for (Draft draft : drafts) {
        bytes += RECORD_BYTES;
        for (Artifact payload : draft.payloads().values()) {
          bytes += payload.size();
        }
        task |= draft.body() instanceof Body.TaskAdmitted;
        relief &=
            draft.body() instanceof Body.Erased
                || draft.body() instanceof Body.StorageAlarm
                || draft.body() instanceof Body.ClockJumped;
      }
      bytes = bytes > Long.MAX_VALUE / 4 ? Long.MAX_VALUE / 4 : bytes * COPIES;
      return new Need(bytes, task ? FULL_PERCENT : 100, relief);
    }
  }

  /**
   * Makes room in the account for drafts, or refuses them as a whole. Files are counted anew before
   * drafts are refused; others go on meanwhile.
   *
   * @return what is to be {@link #settled} when their payloads have files or are queued, or when
   *     they failed
   * @throws LedgerFailure if they are of a new task and it is nearly full, or do not fit at all
   */
  long admit(List<Draft> drafts) throws IOException {
    Need need = Need.of(drafts);
    long counts = counts();
    if (take(need)) {
      return need.bytes;
    }
    synchronized (counting) {
      if (counts() == counts) {
        count();
      }
    }
    if (!take(need)) {
      throw new LedgerFailure(refusal());
    }
    return need.bytes;
  }

  /** The next count finds what was admitted, but for what the queue holds. */
  synchronized void settled(long bytes) {
    underWay -= bytes;
  }

  private synchronized boolean take(Need need) {
    if (!need.relief && over(measured + added() + need.bytes, need.percent)) {
      return false;
    }
    admitted += need.bytes;
    underWay += need.bytes;
    return true;
  }

  /** Why no task is taken; empty if one is. */
  synchronized String trouble() {
    return level == Level.FULL ? refusal() : "";
  }

  private synchronized String refusal() {
    return "The ledger in "
        + ledger
        + " is full: "
        + told()
        + (underWay > 0 ? ", up to " + underWay + " more are on their way" : "")
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
