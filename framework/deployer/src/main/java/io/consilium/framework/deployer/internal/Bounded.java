package io.consilium.framework.deployer.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a plugin may do for ever, on threads of its own: whoever asked waits so long and no longer.
 * Of one bundle one piece after another. Thread-safe.
 */
final class Bounded {
  private final Map<Long, CompletableFuture<?>> last = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /** Something that may hang. */
  interface Work<T> {
    T run() throws Exception;
  }

  /**
   * Does a piece of work once those of the same bundle before it have ended.
   *
   * @return what it gives
   * @throws TimeoutException if it does not end in time: it goes on, and what is asked of this
   *     bundle after it waits. Never interrupted: whoever returns from an interrupted start would
   *     close the files of the ledger as he is put on record
   * @throws ExecutionException if it fails
   */
  <T> T run(long bundle, Duration patience, Work<T> work)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<T> ended = new CompletableFuture<>();
    CompletableFuture<?> before = last.put(bundle, ended);
    Thread thread =
        new Thread(
            () -> {
              try {
                await(before);
                ended.complete(work.run());
              } catch (Throwable e) {
                ended.completeExceptionally(e);
              } finally {
                last.remove(bundle, ended);
                threads.remove(Thread.currentThread());
              }
            },
            "consilium-plugin-" + bundle);
    thread.setDaemon(true);
    threads.add(thread);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No thread is to be had: whoever comes next must not wait for what never began.
      threads.remove(thread);
      last.remove(bundle, ended);
      ended.completeExceptionally(e);
    }
    return ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The house closes: whatever still hangs is interrupted, or it could not stop. */
  void close() {
    threads.forEach(thread -> HealthCall.apart(thread::interrupt));
  }

  private static void await(CompletableFuture<?> before) {
    if (before != null) {
      before.handle((given, failure) -> true).join();
    }
  }
}
