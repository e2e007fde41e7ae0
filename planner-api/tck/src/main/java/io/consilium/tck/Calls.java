package io.consilium.tck;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls plugins as a host does: on a thread of its own that may be given up. */
final class Calls {
  /** What came of a call: a value, or what was thrown. */
  record Ended<T>(T value, Throwable thrown) {
    boolean returned() {
      return thrown == null;
    }
  }

  private Calls() {}

  /** Calls and waits; fails the test if the call has not ended by then. */
  static <T> Ended<T> within(Duration limit, String rule, Callable<T> call) {
    CompletableFuture<T> future = start(call, new CountDownLatch(0));
    return await(future, limit, rule);
  }

  /** Calls several times at once and waits for all. */
  static <T> List<Ended<T>> atOnce(int count, Duration limit, String rule, Callable<T> call) {
    CountDownLatch together = new CountDownLatch(count);
    List<CompletableFuture<T>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(start(call, together));
    }
    return futures.stream().map(future -> await(future, limit, rule)).toList();
  }

  private static <T> CompletableFuture<T> start(Callable<T> call, CountDownLatch together) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                together.countDown();
                together.await();
                future.complete(call.call());
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            },
            "tck-call");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  private static <T> Ended<T> await(CompletableFuture<T> future, Duration limit, String rule) {
    try {
      return new Ended<>(future.get(limit.toMillis(), TimeUnit.MILLISECONDS), null);
    } catch (ExecutionException e) {
      return new Ended<>(null, e.getCause());
    } catch (TimeoutException e) {
      return fail(rule + " It had not returned after " + limit.toMillis() + " ms.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("The test was interrupted.");
    }
  }
}
