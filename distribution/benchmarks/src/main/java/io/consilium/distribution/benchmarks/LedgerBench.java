package io.consilium.distribution.benchmarks;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.task.Position;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Durable records per second: producers that each wait until their record is on disk, beside a bare
 * loop that appends as many bytes to a file and forces them.
 */
final class LedgerBench {
  private static final int RECORD_BYTES = 512;
  private static final int PER_PRODUCER = 400;

  private LedgerBench() {}

  static List<Figure> run(Path directory) throws Exception {
    List<Figure> figures = new ArrayList<>();
    Figure bare = bare(directory.resolve("bare"));
    figures.add(bare);
    try (FileLedger ledger = FileLedger.open(directory.resolve("ledger"), Options.DEFAULT)) {
      for (int producers : new int[] {1, 64}) {
        figures.add(ledger(ledger, producers).against(bare));
      }
    }
    return figures;
  }

  private static Figure bare(Path file) throws Exception {
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      return Rounds.unitsPerSecond(
          "bare append and force of " + RECORD_BYTES + " bytes",
          () -> {
            for (int i = 0; i < PER_PRODUCER; i++) {
              record.clear();
              channel.write(record);
              channel.force(false);
            }
            return PER_PRODUCER;
          });
    }
  }

  private static Figure ledger(FileLedger ledger, int producers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(producers);
    try {
      return Rounds.unitsPerSecond(
          "durable records, " + producers + (producers == 1 ? " producer" : " producers"),
          () -> {
            Callable<Void> work = () -> produce(ledger);
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < producers; i++) {
              all.add(work);
            }
            for (Future<Void> one : threads.invokeAll(all)) {
              one.get();
            }
            return (long) producers * PER_PRODUCER;
          });
    } finally {
      threads.shutdown();
    }
  }

  private static Void produce(FileLedger ledger) throws Exception {
    for (int i = 0; i < PER_PRODUCER; i++) {
      Draft draft =
          new Draft(
              Position.HOST,
              new Body.ConfigurationChanged("bench", Integer.toString(i)),
              List.of(),
              Map.of());
      ledger.append(List.of(draft)).durable().toCompletableFuture().get();
    }
    return null;
  }
}
