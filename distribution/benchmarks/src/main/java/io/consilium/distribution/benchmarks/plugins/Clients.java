package io.consilium.distribution.benchmarks.plugins;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * So many clients, each of which hands a task in, waits for its answer and proof, and hands in the
 * next, until closed. Thread-safe.
 */
final class Clients implements AutoCloseable {
  private static final long AFTER_TROUBLE_MILLIS = 50;

  private final Door door;
  private final Path pipeline;
  private final Path file;
  private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final List<Thread> threads;
  private volatile boolean over;

  /**
   * One task as its client saw it.
   *
   * @param begun when it was handed in, in milliseconds since 1970
   * @param nanos until its result was there
   */
  record Outcome(Door.Ran ran, long begun, long nanos) {
    long ended() {
      return begun + nanos / 1_000_000;
    }
  }

  /** Begins at once. */
  Clients(Door door, int count, Path pipeline, Path file) {
    this.door = door;
    this.pipeline = pipeline;
    this.file = file;
    this.threads =
        IntStream.range(0, count).mapToObj(i -> new Thread(this::work, "client-" + i)).toList();
    threads.forEach(Thread::start);
  }

  private void work() {
    try {
      while (!over) {
        long begun = System.currentTimeMillis();
        long start = System.nanoTime();
        Door.Ran ran = door.run(pipeline, file);
        outcomes.add(new Outcome(ran, begun, System.nanoTime() - start));
        if (ran.answered()) {
          answered.incrementAndGet();
        } else if (ran.task().isEmpty()) {
          Thread.sleep(AFTER_TROUBLE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tasks answered by now. */
  int answered() {
    return answered.get();
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Waits for the end of what is under way. */
  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
