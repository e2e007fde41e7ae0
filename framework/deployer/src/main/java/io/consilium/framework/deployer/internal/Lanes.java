package io.consilium.framework.deployer.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work on plugins: of one name never two pieces at once, of several names beside each other.
 * Thread-safe.
 */
final class Lanes {
  private final Executor threads;
  private final Runnable onEnd;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param threads how many names are worked on at once is its matter
   * @param onEnd told when a piece of work is over
   */
  Lanes(Executor threads, Runnable onEnd) {
    this.threads = threads;
    this.onEnd = onEnd;
  }

  /** Begins, unless there is work on this name; false if so, and then nothing happens. */
  boolean begin(String name, Runnable work) {
    synchronized (taken) {
      if (!taken.add(name)) {
        return false;
      }
    }
    try {
      threads.execute(
          () -> {
            try {
              work.run();
            } finally {
              leave(name);
              onEnd.run();
            }
          });
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // The house is closing, or no thread is to be had; the next look tries again.
      leave(name);
      return false;
    }
  }

  private void leave(String name) {
    synchronized (taken) {
      taken.remove(name);
    }
  }

  /** True if there is work on a name, begun or waiting. */
  boolean busy(String name) {
    synchronized (taken) {
      return taken.contains(name);
    }
  }

  boolean idle() {
    synchronized (taken) {
      return taken.isEmpty();
    }
  }
}
