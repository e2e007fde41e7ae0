package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real ledger in a directory, of which every record is soon under a checkpoint. */
final class SampleLedger implements AutoCloseable {
  static final String ORIGIN = "example.com/log";

  private static final Options OPTIONS =
      new Options(
          Optional.of(ORIGIN),
          Optional.of("node-1"),
          Duration.ofMillis(5),
          1 << 10,
          1 << 20,
          1 << 20);

  private final FileLedger ledger;

  SampleLedger(Path directory) {
    this(directory, ORIGIN);
  }

  SampleLedger(Path directory, String origin) {
    this.ledger = FileLedger.open(directory, OPTIONS.withOrigin(origin));
  }

  /** Appends, and returns when a checkpoint covers all of it. */
  List<DecisionRecord> append(List<Draft> drafts) {
    List<DecisionRecord> records = ledger.append(drafts).records();
    ledger.prove(ledger.size() - 1).toCompletableFuture().join();
    return records;
  }

  /** Appends whole tasks of consecutive numbers. */
  List<DecisionRecord> tasks(int first, int count) {
    List<Draft> drafts = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      SampleTask task = new SampleTask("t-" + i);
      drafts.addAll(task.begun());
      drafts.add(task.answer());
      drafts.add(SampleTask.host());
    }
    return append(drafts);
  }

  long size() {
    return ledger.size();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
