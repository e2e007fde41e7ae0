package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import io.consilium.api.task.TaskId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The calls of all shadows of an engine: in their guests' own lanes, so many and no more, and apart
 * from every task's clock, budget and cancellation. Thread-safe.
 */
final class ShadowDesk implements AutoCloseable {
  /** Calls that may wait for a shadow beyond those that it bears at once. */
  static final int QUEUE = 32;

  /** Checks that may wait; one is made at a time, since verifiers have tasks to serve. */
  private static final int CHECKS = 256;

  /** How long a shadow may go on when its task is over. */
  private static final Duration LINGERS = Duration.ofSeconds(10);

  private static final long CLOSING_MILLIS = 1_000;

  private final Guests guests;
  private final ExecutorService records;
  private final ExecutorService checks;
  private final Map<GuestCall<?, ?>, TaskId> open = new ConcurrentHashMap<>();
  private final Set<GuestCall<?, ?>> judging = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> dropped = new ConcurrentHashMap<>();
  private final ReentrantLock recording = new ReentrantLock();
  private volatile boolean closed;
  private volatile boolean over;

  ShadowDesk(Guests guests) {
    this.guests = guests;
    records =
        DaemonThreads.one(
            "shadow-records", Integer.MAX_VALUE, new ThreadPoolExecutor.DiscardPolicy());
    checks = DaemonThreads.one("shadow-checks", CHECKS, (work, full) -> ((Checking) work).drop());
  }

  /** Starts a call, unless too many wait; {@code done} is told once, and may block. */
  <T> void call(
      TaskId task,
      Guest<Expert> shadow,
      CallSpec spec,
      Work<Expert, T> work,
      Consumer<Ended<T>> done) {
    int most = shadow.descriptor(ExpertDescriptor.class).concurrency() + QUEUE;
    if (closed || shadow.calls() >= most) {
      drop(shadow.code());
      return;
    }
    CompletableFuture<GuestCall<Expert, T>> self = new CompletableFuture<>();
    GuestCall<Expert, T> call =
        guests.prepare(
            shadow, spec, work, ended -> records.execute(() -> ended(self.join(), ended, done)));
    self.complete(call);
    open.put(call, task);
    call.begin();
  }

  private <T> void ended(GuestCall<Expert, T> call, Ended<T> ended, Consumer<Ended<T>> done) {
    try {
      done.accept(ended);
    } finally {
      open.remove(call);
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Has something judged that a shadow gave, when its turn comes, unless too much waits. */
  void check(Code shadow, Runnable judging) {
    checks.execute(new Checking(shadow, judging));
  }

  /** Asks a verifier and waits; only until this is closed. */
  <S, T> Ended<T> ask(Guest<S> verifier, CallSpec spec, Work<S, T> work) {
    CompletableFuture<Ended<T>> done = new CompletableFuture<>();
    GuestCall<S, T> call = guests.prepare(verifier, spec, work, done::complete);
    judging.add(call);
    try {
      if (closed) {
        call.stop(How.CANCELLED);
      } else {
        call.begin();
      }
      return done.join();
    } finally {
      judging.remove(call);
    }
  }

  /** Has something recorded; false, and nothing done, once this has closed. */
  boolean record(Runnable appending) {
    recording.lock();
    try {
      if (!over) {
        appending.run();
      }
      return !over;
    } finally {
      recording.unlock();
    }
  }

  private final class Checking implements Runnable {
    private final Code shadow;
    private final Runnable judging;

    Checking(Code shadow, Runnable judging) {
      this.shadow = shadow;
      this.judging = judging;
    }

    @Override
    public void run() {
      judging.run();
    }

    void drop() {
      ShadowDesk.this.drop(shadow);
    }
  }

  private void drop(Code shadow) {
    dropped.merge(shadow.digest(), 1L, Long::sum);
  }

  /** What was not asked or not judged since too much waited, by code digest. */
  Map<String, Long> dropped() {
    return new TreeMap<>(dropped);
  }

  /** A task is over: its shadows may go on for a while, and are cancelled then. */
  void ends(TaskId task) {
    if (open.containsValue(task)) {
      guests.after(LINGERS.toNanos(), () -> stop(task));
    }
  }

  private void stop(TaskId task) {
    open.forEach(
        (call, of) -> {
          if (of.equals(task)) {
            call.stop(How.CANCELLED);
          }
        });
  }

  /**
   * Cancels what is under way and lets it be recorded, but not for ever; takes no more, and puts
   * nothing on record any more once this returns.
   */
  @Override
  public void close() {
    closed = true;
    open.keySet().forEach(call -> call.stop(How.CANCELLED));
    judging.forEach(call -> call.stop(How.CANCELLED));
    long until = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
    synchronized (this) {
      try {
        for (long left = CLOSING_MILLIS; !open.isEmpty() && left > 0; ) {
          wait(left);
          left = (until - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    over = true;
    awaitRecording();
    records.shutdown();
    checks.shutdownNow();
  }

  /** Whoever records does so now or never. */
  private void awaitRecording() {
    try {
      if (recording.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        recording.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
