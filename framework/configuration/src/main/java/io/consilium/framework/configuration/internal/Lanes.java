package io.consilium.framework.configuration.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One change at a time of each plugin's configuration, and many of different plugins: whoever hangs
 * holds up nobody else. Thread-safe.
 */
final class Lanes {
  private final Executor threads;
  private final Duration patience;
  private final Map<String, Semaphore> lanes = new ConcurrentHashMap<>();

  /**
   * @param patience of whoever waits for a lane to be free
   */
  Lanes(Executor threads, Duration patience) {
    this.threads = threads;
    this.patience = patience;
  }

  /**
   * If nothing is done for the pid now, and there is something to do, has it done on another
   * thread.
   *
   * @param due whether there is; asked on this thread
   * @param work must not throw
   */
  void offer(String pid, BooleanSupplier due, Runnable work) {
    Semaphore lane = lane(pid);
    if (!lane.tryAcquire()) {
      return;
    }
    boolean handed = false;
    try {
      if (due.getAsBoolean()) {
        threads.execute(
            () -> {
              try {
                work.run();
              } finally {
                lane.release();
              }
            });
        handed = true;
      }
    } finally {
      if (!handed) {
        lane.release();
      }
    }
  }

  /**
   * Waits until nothing is done for the pid any more; {@link #leave} is to follow.
   *
   * @throws BadConfiguration if that takes too long
   */
  void enter(String pid) throws BadConfiguration, InterruptedException {
    if (!lane(pid).tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new BadConfiguration(
          "Another change of "
              + pid
              + " is still being brought in. Maybe try again once it is: ./consilium config list");
    }
  }

  void leave(String pid) {
    lane(pid).release();
  }

  private Semaphore lane(String pid) {
    return lanes.computeIfAbsent(pid, key -> new Semaphore(1));
  }
}
