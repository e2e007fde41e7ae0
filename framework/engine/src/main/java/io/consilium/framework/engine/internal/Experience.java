package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.task.TaskId;
import io.consilium.framework.engine.Engine.Trial;
import io.consilium.framework.routing.TrackRecord;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of plugins: by the ledger's last {@value #TASKS} tasks when the engine began, and
 * by everything since. The past is read on a thread of its own, so that nobody waits for it at the
 * start; the {@value #TRIED} tasks that tell how versions fared are read when somebody asks for
 * that. Thread-safe.
 */
final class Experience {
  private static final Logger LOG = LoggerFactory.getLogger(Experience.class);

  /** Tasks that are read; a bound in tasks gives the same each time, one in seconds would not. */
  static final int TASKS = 128;

  /** Tasks before the engine began that count for versions that are tried. */
  static final int TRIED = 2_048;

  private static final long PATIENCE_MILLIS = 2_000;

  private final AtomicReference<TrackRecord> known = new AtomicReference<>(TrackRecord.EMPTY);
  private final Trials trials = new Trials();
  private final Ledger ledger;
  private final long size;
  private final List<TaskId> past;
  private final CountDownLatch recalled = new CountDownLatch(1);
  private CountDownLatch compared;
  private volatile boolean hurried;
  private volatile boolean closed;

  private Experience(Ledger ledger) {
    this.ledger = ledger;
    this.size = ledger.size();
    this.past = ledger.recent(TRIED);
  }

  /** Begins to read the past. */
  static Experience of(Ledger ledger) {
    Experience experience = new Experience(ledger);
    experience.read(0, TASKS, experience::learn, experience.recalled);
    return experience;
  }

  private void read(int from, int to, Consumer<Lesson> lesson, CountDownLatch done) {
    if (past.size() <= from) {
      done.countDown();
      return;
    }
    List<TaskId> tasks = past.subList(from, Math.min(to, past.size()));
    Thread thread = new DaemonThreads("past").newThread(() -> recall(tasks, lesson, done));
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  /** What is new since the engine began is learned as it happens. */
  private void recall(List<TaskId> tasks, Consumer<Lesson> lesson, CountDownLatch done) {
    try {
      for (TaskId task : tasks) {
        Learning learning = new Learning();
        for (DecisionRecord record : closed ? List.<DecisionRecord>of() : ledger.records(task)) {
          if (record.sequence() < size) {
            take(learning, record).forEach(lesson);
          }
        }
      }
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.warn("Not all that the ledger says of plugins can be read; the rest does not count", e);
      }
    } finally {
      done.countDown();
    }
  }

  /** Learns from a record if it can; a task does not fail for it. */
  void learn(Learning task, DecisionRecord record) {
    take(task, record).forEach(this::learn);
  }

  private void learn(Lesson lesson) {
    trials.add(lesson);
    String code = lesson.code().map(one -> one.digest()).orElse("");
    lesson
        .feedback()
        .ifPresent(feedback -> known.updateAndGet(before -> before.with(code, feedback)));
  }

  /** What a record teaches, given those of its task before it; nothing if it cannot be told. */
  List<Lesson> take(Learning task, DecisionRecord record) {
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
      hurried = !awaits(recalled);
    }
    return known.get();
  }

  /** How versions fared. Waits for the past, but not long. */
  List<Trial> trials() {
    awaits(recalled);
    awaits(compared());
    return trials.all();
  }

  /** Reads on where the start has left off. */
  private synchronized CountDownLatch compared() {
    if (compared == null) {
      compared = new CountDownLatch(1);
      read(TASKS, TRIED, trials::add, compared);
    }
    return compared;
  }

  private static boolean awaits(CountDownLatch past) {
    try {
      return past.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Reads no further. */
  void close() {
    closed = true;
  }
}
