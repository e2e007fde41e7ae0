package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit prove}. */
@Command(
    name = "prove",
    description = "Prints the proof that a record is in the log, in C2SP tlog-proof form.")
public final class ProveCommand extends LedgerCommand {
  @Option(names = "--index", required = true, description = "The record's sequence.")
  private long index;

  @Override
  int run() throws IOException {
    Snapshot snapshot = Snapshot.take(directory());
    if (index < 0 || index >= snapshot.signed()) {
      throw AuditFailure.usage(
          "No checkpoint covers a record ("
              + index
              + "): the last one covers "
              + snapshot.signed()
              + ". Maybe wait a second if the host is writing, or start it if it died.");
    }
    out().print(proof(snapshot, index).text());
    return 0;
  }

  /** The proof of a record that the checkpoint covers, with the record. */
  static TlogProof proof(Snapshot snapshot, long index) throws IOException {
    List<byte[]> path = Merkle.inclusion(index, snapshot.signed(), snapshot.tree());
    String note = new String(snapshot.note().orElseThrow(), StandardCharsets.UTF_8);
    return new TlogProof(index, path, note, Optional.of(snapshot.record(index)));
  }
}
