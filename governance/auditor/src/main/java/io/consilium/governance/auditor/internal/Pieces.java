package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads bundles, and looks at each record alone: its form, its place, its payloads. Thread-safe.
 */
final class Pieces {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

  private final Snapshot snapshot;
  private final long from;
  private final long to;
  private final boolean logOnly;

  /**
   * Of a snapshot.
   *
   * @param from the first record to look at
   * @param to the first record not to look at
   * @param logOnly true to make leaves of the records' bytes and to read none
   */
  Pieces(Snapshot snapshot, long from, long to, boolean logOnly) {
    this.snapshot = snapshot;
    this.from = from;
    this.to = to;
    this.logOnly = logOnly;
  }

  /** The bundle at an index; above the checkpoint its records come from the write-ahead log. */
  Piece read(long index) throws IOException {
    long first = index * TilePath.FULL;
    Findings findings = new Findings();
    Optional<List<byte[]>> entries = entries(first, findings);
    if (entries.isEmpty()) {
      return new Piece(first, tile(first), List.of(), List.of(), List.of(), findings);
    }
    List<byte[]> leaves = entries.get().stream().map(Merkle::leaf).toList();
    if (logOnly) {
      return new Piece(first, leaves, entries.get(), List.of(), List.of(), findings);
    }
    List<Optional<DecisionRecord>> records = new ArrayList<>();
    Commitments commitments = new Commitments(snapshot, findings);
    for (int i = 0; i < entries.get().size(); i++) {
      if (first + i >= from && first + i < to) {
        Optional<DecisionRecord> record = record(first + i, entries.get().get(i), findings);
        records.add(record);
        if (record.isPresent()) {
          commitments.add(record.get());
        }
      }
    }
    return new Piece(first, leaves, entries.get(), records, commitments.seen(), findings);
  }

  private Optional<List<byte[]>> entries(long first, Findings findings) throws IOException {
    try {
      return Optional.of(snapshot.bundle(first / TilePath.FULL));
    } catch (DamagedException e) {
      findings.fail(bundle(first).path(), e.getMessage() + unread(first));
    } catch (NoSuchFileException e) {
      findings.fail(bundle(first).path(), "is missing" + unread(first));
    }
    return Optional.empty();
  }

  private TilePath bundle(long first) {
    return TilePath.of(TilePath.ENTRIES, first, snapshot.signed());
  }

  private String unread(long first) {
    return ": the records "
        + first
        + " to "
        + (first + bundle(first).width() - 1)
        + " cannot be read";
  }

  /** What the tile says of records that cannot be read, so that those after it still can be. */
  private List<byte[]> tile(long first) throws IOException {
    TilePath tile = TilePath.of(0, first, snapshot.signed());
    try {
      return split(new TileReader(snapshot.directory(), snapshot.signed()).hashes(tile))
          .subList(0, tile.width());
    } catch (DamagedException | NoSuchFileException e) {
      return List.of();
    }
  }

  static List<byte[]> split(byte[] hashes) {
    List<byte[]> split = new ArrayList<>();
    for (int at = 0; at + Merkle.HASH <= hashes.length; at += Merkle.HASH) {
      split.add(Arrays.copyOfRange(hashes, at, at + Merkle.HASH));
    }
    return split;
  }

  /** What of the ledger's own stamps is none. */
  private static Optional<String> stamped(DecisionRecord record) {
    try {
      Instant.parse(record.time());
    } catch (DateTimeParseException e) {
      return Optional.of("has a time that is none (" + record.time() + ")");
    }
    boolean ids =
        ID.matcher(record.id()).matches()
            && TRACE.matcher(record.trace()).matches()
            && SPAN.matcher(record.span()).matches();
    return ids ? Optional.empty() : Optional.of("has an id, trace or span that is none");
  }

  private static Optional<DecisionRecord> record(long sequence, byte[] bytes, Findings findings) {
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
      stamped(record).ifPresent(wrong -> findings.fail(where, wrong));
      return Optional.of(record);
    } catch (IllegalArgumentException e) {
      findings.fail(where, e.getMessage());
      return Optional.empty();
    }
  }
}
