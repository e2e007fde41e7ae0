package io.consilium.distribution.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Threads that append, each waiting until no more than so many of its records are under way. */
final class Producers implements AutoCloseable {
  private final int count;
  private final int inFlight;
  private final ExecutorService threads;

  /** How one record is appended; complete when it is durable. */
  interface Append {
    CompletionStage<?> record(int number) throws Exception;
  }

  Producers(int count, int inFlight) {
    this.count = count;
    this.inFlight = inFlight;
    this.threads = Executors.newFixedThreadPool(count);
  }

  Round round(int each, Append append) throws Exception {
    long[] latencies = new long[count * each];
    List<Callable<Void>> work = new ArrayList<>();
    for (int producer = 0; producer < count; producer++) {
      int from = producer * each;
      work.add(() -> produce(from, each, append, latencies));
    }
    long start = System.nanoTime();
    for (Future<Void> one : threads.invokeAll(work)) {
      one.get();
    }
    return Round.of(System.nanoTime() - start, latencies);
  }

  private Void produce(int from, int each, Append append, long[] latencies) throws Exception {
    Semaphore room = new Semaphore(inFlight);
    Throwable[] failed = new Throwable[1];
    for (int i = from; i < from + each; i++) {
      room.acquire();
      int number = i;
      long start = System.nanoTime();
      append
          .record(number)
          .whenComplete(
              (done, failure) -> {
                latencies[number] = System.nanoTime() - start;
                failed[0] = failure == null ? failed[0] : failure;
                room.release();
              });
    }
    room.acquire(inFlight);
    if (failed[0] != null) {
      throw new IllegalStateException("A record was not written.", failed[0]);
    }
    return null;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
