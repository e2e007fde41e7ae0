package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.governance.ledger.format.WalSegment;
import io.consilium.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Recomputes a ledger from its entries: every leaf, tile and root, the signature, the write-ahead
 * log, payloads, and the rules that the records of a task keep. One use, one thread.
 */
final class Verification {
  private static final String LAST = "keys/last-signed";

  private final LedgerDirectory directory;
  private final Findings findings;
  private long records;
  private long signed;

  Verification(LedgerDirectory directory, Findings findings) {
    this.directory = directory;
    this.findings = findings;
  }

  /** Records that were looked at. */
  long records() {
    return records;
  }

  /** Records that the checkpoint covers. */
  long signed() {
    return signed;
  }

  /**
   * Runs.
   *
   * @param given the key to trust; null for the ledger's own
   */
  void run(VerifierKey given) throws IOException {
    // Kept before it is published: read before and after, it must enclose the checkpoint.
    Optional<byte[]> keptBefore = directory.find(LAST);
    Snapshot snapshot;
    try {
      snapshot = Snapshot.take(directory);
    } catch (AuditFailure e) {
      findings.fail("checkpoint", e.getMessage());
      return;
    }
    signed = snapshot.signed();
    Optional<VerifierKey> key = key(given);
    Tiles tiles = new Tiles(snapshot, findings);
    Optional<Checkpoint> published = key.flatMap(k -> open("checkpoint", snapshot.note(), k));
    Optional<Checkpoint> last = key.flatMap(k -> open(LAST, keptBefore, k));
    last.ifPresent(checkpoint -> tiles.remember(checkpoint.size()));
    walk(snapshot, tiles);
    published.ifPresent(checkpoint -> root("checkpoint", checkpoint, tiles));
    last.ifPresent(checkpoint -> kept(checkpoint, tiles));
    Optional<byte[]> keptAfter = directory.find(LAST);
    key.flatMap(k -> open(LAST, keptAfter, k)).ifPresent(this::notOlder);
    segments(snapshot);
    new Strays(directory, findings).check();
  }

  private Optional<VerifierKey> key(VerifierKey given) throws IOException {
    try {
      VerifierKey own = directory.ownKey();
      SecretKeys.check(directory, own, findings);
      if (given == null) {
        findings.note(
            "The key was taken from the ledger itself ("
                + own
                + "). Compare it with one kept elsewhere, or give that with --key.");
      } else if (!given.equals(own)) {
        findings.fail("log.vkey", "is not the given key (" + own + ")");
      }
      return Optional.of(given == null ? own : given);
    } catch (AuditFailure | java.nio.file.NoSuchFileException e) {
      findings.fail("log.vkey", "cannot be used: " + e.getMessage());
      return Optional.ofNullable(given);
    }
  }

  private Optional<Checkpoint> open(String file, Optional<byte[]> note, VerifierKey key) {
    try {
      return note.map(bytes -> Checkpoint.open(bytes, key));
    } catch (IllegalArgumentException e) {
      findings.fail(file, e.getMessage());
      return Optional.empty();
    }
  }

  private void walk(Snapshot snapshot, Tiles tiles) throws IOException {
    Rules rules = new Rules(findings);
    Commitments commitments = new Commitments(snapshot, findings);
    boolean whole = true;
    for (long sequence = 0; sequence < snapshot.size() && whole; sequence++) {
      Optional<byte[]> bytes = tiles.entry(sequence);
      whole = bytes.isPresent();
      if (whole) {
        tiles.add(bytes.get());
        Optional<DecisionRecord> record = record(sequence, bytes.get());
        if (record.isPresent()) {
          rules.add(record.get());
          commitments.add(record.get());
        }
        records++;
      }
    }
    if (snapshot.gapAt() >= 0) {
      findings.fail("wal", "record " + snapshot.gapAt() + " and those after it are missing");
    }
    tiles.finish();
    rules.finish();
    commitments.finish();
    findings.checked(
        "records",
        records
            + " in canonical form and in order, "
            + snapshot.signed()
            + " under the checkpoint");
  }

  private Optional<DecisionRecord> record(long sequence, byte[] bytes) {
    String where = "record " + sequence;
    try {
      DecisionRecord record = Json.read(bytes, DecisionRecord.class);
      if (!Arrays.equals(Json.canonical(record), bytes)) {
        findings.fail(where, "is not in canonical form");
      }
      if (record.sequence() != sequence) {
        findings.fail(where, "says that it is record " + record.sequence());
      }
      if (record.schema() != DecisionRecord.SCHEMA) {
        findings.fail(where, "has an unknown schema (" + record.schema() + ")");
      }
      return Optional.of(record);
    } catch (IllegalArgumentException e) {
      findings.fail(where, e.getMessage());
      return Optional.empty();
    }
  }

  private void root(String file, Checkpoint checkpoint, Tiles tiles) {
    Optional<byte[]> root = tiles.root(checkpoint.size());
    if (root.isEmpty()) {
      findings.fail(file, "covers " + checkpoint.size() + " records, which are not all here");
    } else if (!Arrays.equals(root.get(), checkpoint.root())) {
      findings.fail(
          file,
          "the root computed from the first "
              + checkpoint.size()
              + " records is another: a record was changed, moved, added or removed");
    } else {
      findings.checked(file, checkpoint + " records, signed, its root computed from the records");
    }
  }

  private void kept(Checkpoint last, Tiles tiles) {
    root(LAST, last, tiles);
    if (last.size() > signed) {
      findings.note(
          "The published checkpoint is behind the one signed last ("
              + signed
              + " and "
              + last.size()
              + " records): the host was just publishing, or died then, or an old file was put"
              + " back.");
    }
  }

  private void notOlder(Checkpoint last) {
    if (last.size() < signed) {
      findings.fail(
          LAST, "is older than the checkpoint (" + last.size() + " and " + signed + " records)");
    }
  }

  private void segments(Snapshot snapshot) throws IOException {
    long frames = 0;
    int left = snapshot.segments().size();
    for (Map.Entry<String, WalSegment> segment : snapshot.segments().entrySet()) {
      boolean newest = --left == 0;
      WalSegment read = segment.getValue();
      frames += read.frames().size();
      if (read.tail() == WalSegment.Tail.INCOMPLETE && newest) {
        findings.note(
            segment.getKey()
                + ": "
                + read.problem()
                + ": it is being written, or was cut off before it was acknowledged.");
      } else if (read.tail() != WalSegment.Tail.CLEAN) {
        findings.fail(segment.getKey(), read.problem());
      }
      same(snapshot, segment.getKey(), read);
    }
    findings.checked("wal", frames + " commits in " + snapshot.segments().size() + " segments");
  }

  /** What is in the tree already must be the same there. */
  private void same(Snapshot snapshot, String file, WalSegment segment) throws IOException {
    for (var frame : segment.frames()) {
      for (int i = 0; i < frame.records().size(); i++) {
        long sequence = frame.first() + i;
        if (sequence < snapshot.signed()) {
          try {
            if (!Arrays.equals(snapshot.record(sequence), frame.records().get(i))) {
              findings.fail(file, "has another record " + sequence + " than the tree");
            }
          } catch (IOException e) {
            // The tree's own damage is found with the tree.
            return;
          }
        }
      }
    }
  }
}
