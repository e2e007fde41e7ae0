package io.consilium.governance.auditor.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Works on numbered parts on all processors; few parts are in memory at a time. */
final class Parallel {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int AHEAD = 2 * THREADS;

  private Parallel() {}

  /** What is done with one part; called by several threads at once. */
  @FunctionalInterface
  interface Work<T> {
    T on(long part) throws IOException;
  }

  /** What is done with a result; called by one thread, in the order of the parts. */
  @FunctionalInterface
  interface Then<T> {
    void take(T result) throws IOException;
  }

  static <T> void inOrder(long from, long to, Work<T> work, Then<T> then) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "audit");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (long part = from; part < to || !ahead.isEmpty(); ) {
        if (part < to && ahead.size() < AHEAD) {
          long next = part++;
          ahead.add(threads.submit(() -> work.on(next)));
        } else {
          then.take(result(ahead.remove()));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      } else if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      } else if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
