package io.consilium.governance.telemetry.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a ledger's checkpoint covers, read from its public files as any client of the log reads
 * them: no key is needed, so no payload can be had. Used by one thread.
 */
final class SignedLog {
  private final Path ledger;

  SignedLog(Path ledger) {
    this.ledger = ledger;
  }

  /** The newest checkpoint; empty before the first. Its signature is the auditor's business. */
  Optional<Checkpoint> head() throws IOException {
    try {
      byte[] note = Files.readAllBytes(ledger.resolve("checkpoint"));
      return Optional.of(Checkpoint.parse(SignedNote.parse(note).text()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the checkpoint in "
              + ledger
              + " cannot be read: "
              + e.getMessage()
              + " Maybe run: ./consilium audit verify",
          e);
    }
  }

  /** The records from one on, to the end of its entry bundle or of what the checkpoint covers. */
  List<byte[]> records(long from, Checkpoint head) throws IOException {
    TileReader reader =
        new TileReader(path -> Files.readAllBytes(ledger.resolve(path)), head.size());
    List<byte[]> bundle = reader.bundle(from);
    return bundle.subList((int) (from % TilePath.FULL), bundle.size());
  }

  /** A record as it was written. */
  static DecisionRecord record(long sequence, byte[] line) throws IOException {
    try {
      return Json.read(line, DecisionRecord.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "record "
              + sequence
              + " cannot be read ("
              + e.getMessage()
              + "). Maybe run: ./consilium audit verify",
          e);
    }
  }
}
