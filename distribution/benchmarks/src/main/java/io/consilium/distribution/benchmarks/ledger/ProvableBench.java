package io.consilium.distribution.benchmarks.ledger;

import io.consilium.api.ledger.Draft;
import io.consilium.distribution.benchmarks.report.Section;
import io.consilium.distribution.benchmarks.report.Value;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** How long after its acknowledgement a record can be proved under a signed checkpoint. */
final class ProvableBench {
  private static final int LOAD = 8;

  private final Path ledger;
  private final FileLedger open;
  private int number;

  private ProvableBench(Path ledger, FileLedger open) {
    this.ledger = ledger;
    this.open = open;
  }

  static Section run(Path directory, int samples) throws Exception {
    Path ledger = directory.resolve("provable");
    try (FileLedger open = FileLedger.open(ledger, Options.DEFAULT)) {
      ProvableBench bench = new ProvableBench(ledger, open);
      bench.measure("", samples, bench::asked);
      List<Section.Line> lines = new ArrayList<>();
      lines.add(bench.measure("a proof asked for at once", samples, bench::asked));
      lines.add(bench.measure("in a published checkpoint, nobody asks", samples, bench::published));
      AtomicBoolean ends = new AtomicBoolean();
      List<Thread> producers = bench.load(ends);
      lines.add(bench.measure("a proof asked for, beside 8 producers", samples, bench::asked));
      lines.add(
          bench.measure(
              "in a published checkpoint, beside 8 producers", samples, bench::published));
      ends.set(true);
      for (Thread producer : producers) {
        producer.join();
      }
      return new Section(
          "From durable to provable",
          "From a record's acknowledgement to its inclusion proof under a signed checkpoint, or to"
              + " a checkpoint on disk that covers it; "
              + samples
              + " records each.",
          lines);
    }
  }

  /** Waits until a record is provable in one way or another. */
  private interface Wait {
    void until(long sequence) throws Exception;
  }

  private synchronized Draft next() {
    number++;
    return SyntheticTask.drafts("bench-" + number, number).get(3);
  }

  private long durable() throws Exception {
    var receipt = open.append(List.of(next()));
    receipt.durable().toCompletableFuture().get();
    return receipt.records().get(0).sequence();
  }

  private Section.Line measure(String name, int samples, Wait wait) throws Exception {
    long[] nanos = new long[samples];
    for (int i = 0; i < samples; i++) {
      long sequence = durable();
      long start = System.nanoTime();
      wait.until(sequence);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Section.Line(
        name,
        Value.of("p50", "ms", Value.percentile(nanos, 50) / 1e6),
        Value.of("p99", "ms", Value.percentile(nanos, 99) / 1e6),
        Value.of("longest", "ms", nanos[samples - 1] / 1e6));
  }

  private void asked(long sequence) throws Exception {
    open.prove(sequence).toCompletableFuture().get();
  }

  private void published(long sequence) throws Exception {
    while (LedgerFiles.size(ledger) <= sequence) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private List<Thread> load(AtomicBoolean ends) {
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < LOAD; i++) {
      Thread producer = new Thread(() -> produce(ends), "bench-load");
      producer.start();
      producers.add(producer);
    }
    return producers;
  }

  private void produce(AtomicBoolean ends) {
    while (!ends.get()) {
      open.append(List.of(next())).durable().toCompletableFuture().join();
    }
  }
}
