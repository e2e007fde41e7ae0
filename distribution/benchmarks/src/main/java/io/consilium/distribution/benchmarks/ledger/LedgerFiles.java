package io.consilium.distribution.benchmarks.ledger;

import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.EntryBundle;
import io.consilium.governance.ledger.format.Glance;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ledger's directory: how synthetic ones are made, and what lies in one. */
public final class LedgerFiles {
  private static final long TOLD_EVERY = 100_000;

  private LedgerFiles() {}

  /** Goes on with a ledger, task by task, until it has so many records. */
  static void grow(Path ledger, long records) {
    try (FileLedger open = FileLedger.open(ledger, Options.DEFAULT)) {
      CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
      long told = open.size();
      for (long size = open.size(); size < records; size = open.size()) {
        last =
            open.append(SyntheticTask.drafts("bench-" + size, size / SyntheticTask.RECORDS))
                .durable()
                .toCompletableFuture();
        if (size >= told + TOLD_EVERY) {
          told = size;
          System.err.printf("\r%,d of %,d records", size, records);
        }
      }
      last.join();
    }
    System.err.println();
  }

  /**
   * The bundles that the checkpoint covers, in order: partial ones of earlier checkpoints are not.
   */
  public static List<Path> bundles(Path ledger) throws IOException {
    long size = size(ledger);
    List<Path> bundles = new ArrayList<>();
    for (long first = 0; first < size; first += TilePath.FULL) {
      bundles.add(ledger.resolve(TilePath.of(TilePath.ENTRIES, first, size).path()));
    }
    return bundles;
  }

  public static List<byte[]> records(Path bundle) throws IOException {
    return EntryBundle.decode(bundle.toString(), Files.readAllBytes(bundle));
  }

  /** Records under the checkpoint; none if there is none. */
  static long size(Path ledger) throws IOException {
    Path checkpoint = ledger.resolve("checkpoint");
    return Files.exists(checkpoint)
        ? Checkpoint.parse(SignedNote.parse(Files.readAllBytes(checkpoint)).text()).size()
        : 0;
  }

  /** The task of a record under the checkpoint, or of the first one after it that has one. */
  static String task(Path ledger, long sequence) throws IOException {
    long size = size(ledger);
    TileReader log = new TileReader(path -> Files.readAllBytes(ledger.resolve(path)), size);
    String task = "";
    for (long at = sequence; task.isEmpty(); at++) {
      task = Glance.at(log.entry(at)).task();
    }
    return task;
  }
}
