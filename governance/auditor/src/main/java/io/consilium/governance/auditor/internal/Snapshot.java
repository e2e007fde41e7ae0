package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.governance.ledger.format.WalFrame;
import io.consilium.governance.ledger.format.WalSegment;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger as it was at one moment, though its host may go on writing: what the checkpoint covers,
 * from tiles that never change, and the records after it from the write-ahead log.
 */
final class Snapshot {
  private static final int TRIES = 20;

  private final LedgerDirectory directory;
  private final Optional<byte[]> note;
  private final long signed;
  private final Map<String, WalSegment> segments;
  private final List<byte[]> tail = new ArrayList<>();
  private final Map<String, byte[]> walBlobs = new LinkedHashMap<>();
  private final TileReader reader;
  private long gapAt = -1;
  private long held = -1;
  private List<byte[]> bundle = List.of();

  private Snapshot(
      LedgerDirectory directory, Optional<byte[]> note, Map<String, WalSegment> segments) {
    this.directory = directory;
    this.note = note;
    this.signed = note.map(Snapshot::size).orElse(0L);
    this.segments = segments;
    this.reader = new TileReader(directory, signed);
    segments.values().forEach(segment -> segment.frames().forEach(this::follow));
  }

  private static long size(byte[] note) {
    try {
      return Checkpoint.parse(SignedNote.parse(note).text()).size();
    } catch (IllegalArgumentException e) {
      throw AuditFailure.failed("checkpoint is damaged: " + e.getMessage());
    }
  }

  private void follow(WalFrame frame) {
    long next = signed + tail.size();
    if (frame.first() > next) {
      gapAt = gapAt < 0 ? next : gapAt;
    } else if (gapAt < 0 && frame.next() > next) {
      List<byte[]> records = frame.records();
      tail.addAll(records.subList((int) (next - frame.first()), records.size()));
    }
    for (byte[] blob : frame.blobs()) {
      walBlobs.put(
          HexFormat.of().formatHex(io.consilium.api.task.Digest.sha256().digest(blob)), blob);
    }
  }

  /** Reads until nothing moved meanwhile. */
  static Snapshot take(LedgerDirectory directory) throws IOException {
    Snapshot snapshot = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        snapshot = once(directory);
        if (snapshot.gapAt < 0) {
          return snapshot;
        }
      } catch (NoSuchFileException e) {
        // A segment went while it was read: its records are in the tree now.
        snapshot = null;
      }
    }
    return snapshot == null ? once(directory) : snapshot;
  }

  private static Snapshot once(LedgerDirectory directory) throws IOException {
    Optional<byte[]> note = directory.find("checkpoint");
    Map<String, WalSegment> segments = new LinkedHashMap<>();
    for (String name : directory.names("wal")) {
      if (WalSegment.first(name).isPresent()) {
        byte[] bytes = directory.read("wal/" + name);
        segments.put("wal/" + name, WalSegment.read(WalSegment.first(name).getAsLong(), bytes));
      }
    }
    return new Snapshot(directory, note, segments);
  }

  LedgerDirectory directory() {
    return directory;
  }

  /** The checkpoint, verbatim. */
  Optional<byte[]> note() {
    return note;
  }

  /** Records that the checkpoint covers. */
  long signed() {
    return signed;
  }

  /** All records that can be read. */
  long size() {
    return signed + tail.size();
  }

  /** The first record missing between checkpoint and write-ahead log; negative if none is. */
  long gapAt() {
    return gapAt;
  }

  Map<String, WalSegment> segments() {
    return segments;
  }

  /** The tree that the checkpoint covers. */
  TileReader tree() {
    return reader;
  }

  /** A record's bytes. */
  byte[] record(long sequence) throws IOException {
    if (sequence >= signed) {
      return tail.get((int) (sequence - signed));
    }
    if (sequence / TilePath.FULL != held) {
      bundle = reader.bundle(sequence);
      held = sequence / TilePath.FULL;
    }
    return bundle.get((int) (sequence % TilePath.FULL));
  }

  /**
   * The bundle of records at an index, up to the end; thread-safe.
   *
   * @throws NoSuchFileException or {@code DamagedException} if its file cannot be used
   */
  List<byte[]> bundle(long index) throws IOException {
    long first = index * TilePath.FULL;
    List<byte[]> records = new ArrayList<>();
    if (first < signed) {
      records.addAll(new TileReader(directory, signed).bundle(first));
    }
    long end = Math.min(first + TilePath.FULL, size());
    for (long next = first + records.size(); next < end; next++) {
      records.add(tail.get((int) (next - signed)));
    }
    return records;
  }

  /** True if the write-ahead log holds a copy of a sealed payload. */
  boolean waits(String blob) {
    return walBlobs.containsKey(blob);
  }

  /** A sealed payload. */
  byte[] blob(String name) throws IOException {
    byte[] waiting = walBlobs.get(name);
    return waiting != null
        ? waiting
        : directory.read(io.consilium.governance.ledger.format.Seal.path(name));
  }
}
