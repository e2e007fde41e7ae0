package io.consilium.governance.policy.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs work that must not take long on a thread of its own. A thread that is not back in time is
 * left behind; when too many are, no more work is taken. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  private static final int MOST_LOST = 8;

  private enum Stage {
    RUNNING,
    ENDED,
    LEFT
  }

  private final Duration patience;
  private final AtomicInteger lost = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "consilium-policy");
            thread.setDaemon(true);
            return thread;
          });

  Watchdog(Duration patience) {
    this.patience = patience;
  }

  /**
   * Runs and waits.
   *
   * @return true if it ended in time
   */
  boolean run(Runnable work) {
    if (lost.get() >= MOST_LOST) {
      return false;
    }
    AtomicReference<Stage> stage = new AtomicReference<>(Stage.RUNNING);
    FutureTask<Void> future = new FutureTask<>(work, null);
    threads.execute(
        () -> {
          try {
            future.run();
          } finally {
            // Also of work that was left before it began, and so never does.
            if (!stage.compareAndSet(Stage.RUNNING, Stage.ENDED)) {
              lost.decrementAndGet();
            }
          }
        });
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      leave(future, stage);
      return false;
    } catch (InterruptedException e) {
      leave(future, stage);
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** It counts as lost until it comes back, if ever. */
  private void leave(Future<?> future, AtomicReference<Stage> stage) {
    if (stage.compareAndSet(Stage.RUNNING, Stage.LEFT)) {
      lost.incrementAndGet();
    }
    future.cancel(true);
  }

  Duration patience() {
    return patience;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
