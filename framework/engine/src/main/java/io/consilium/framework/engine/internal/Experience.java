package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.TaskId;
import io.consilium.framework.routing.TrackRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of experts: by the ledger's last {@value #TASKS} tasks when the engine began, and
 * by everything since. The past is read on a thread of its own, so that nobody waits for it at the
 * start. Thread-safe.
 */
final class Experience {
  private static final Logger LOG = LoggerFactory.getLogger(Experience.class);

  /** Tasks that are read; a bound in tasks gives the same each time, one in seconds would not. */
  static final int TASKS = 128;

  private static final long PATIENCE_MILLIS = 2_000;

  private final AtomicReference<TrackRecord> known = new AtomicReference<>(TrackRecord.EMPTY);
  private final CountDownLatch recalled = new CountDownLatch(1);
  private volatile boolean hurried;
  private volatile boolean closed;

  private Experience() {}

  /** Begins to read the past. */
  static Experience of(Ledger ledger) {
    Experience experience = new Experience();
    long size = ledger.size();
    List<TaskId> tasks = ledger.recent(TASKS);
    if (tasks.isEmpty()) {
      experience.recalled.countDown();
      return experience;
    }
    Thread thread =
        new DaemonThreads("past").newThread(() -> experience.recall(ledger, tasks, size));
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
    return experience;
  }

  /** What is new since then is learned as it happens. */
  private void recall(Ledger ledger, List<TaskId> tasks, long size) {
    try {
      for (TaskId task : tasks) {
        Learning learning = new Learning();
        for (DecisionRecord record : closed ? List.<DecisionRecord>of() : ledger.records(task)) {
          if (record.sequence() < size) {
            learn(learning, record);
          }
        }
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("Not all that the ledger says of experts can be read; the rest does not count", e);
      }
    } finally {
      recalled.countDown();
    }
  }

  /** Learns from a record if it can; a task does not fail for it. */
  void learn(Learning task, DecisionRecord record) {
    take(task, record)
        .forEach(
            lesson -> known.updateAndGet(before -> before.with(lesson.code(), lesson.feedback())));
  }

  /** What a record teaches, given those of its task before it; nothing if it cannot be told. */
  List<Learning.Lesson> take(Learning task, DecisionRecord record) {
    try {
      return task.take(record);
    } catch (RuntimeException e) {
      LOG.warn("Nothing could be learned from record {}", record.sequence(), e);
      return List.of();
    }
  }

  /** What is known now. Waits for the past, but only once and not long. */
  TrackRecord known() {
    if (!hurried) {
      try {
        hurried = !recalled.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return known.get();
  }

  /** Reads no further. */
  void close() {
    closed = true;
  }
}
