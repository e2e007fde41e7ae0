package io.consilium.distribution.benchmarks.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ledger forced at once, read from its write-ahead log: every frame names how much of the
 * segment had been forced before its group.
 *
 * @param groups in the order of the log
 */
record Groups(List<Group> groups) {
  private static final int SEGMENT_HEADER = 20;
  private static final int FRAME_HEADER = 24;

  /** Frames forced together: their bytes, and the records in them. */
  record Group(byte[] bytes, List<byte[]> records) {}

  /** The only segment of a ledger's log; empty before its first record. */
  private static Optional<Path> segment(Path ledger) throws IOException {
    try (Stream<Path> files = Files.list(ledger.resolve("wal"))) {
      List<Path> segments = files.toList();
      if (segments.size() > 1) {
        throw new IllegalStateException("Expected one segment, found " + segments + ".");
      }
      return segments.stream().findFirst();
    }
  }

  /** How long the log is. */
  static long end(Path ledger) throws IOException {
    Optional<Path> segment = segment(ledger);
    return segment.isPresent() ? Files.size(segment.get()) : 0;
  }

  /** Reads what follows the first bytes of the log. */
  static Groups since(Path ledger, long from) throws IOException {
    return read(segment(ledger).orElseThrow(), from);
  }

  private static Groups read(Path segment, long from) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(segment)) {
      in.skipNBytes(Math.max(from, SEGMENT_HEADER));
      bytes = in.readAllBytes();
    }
    ByteBuffer log = ByteBuffer.wrap(bytes);
    List<Group> groups = new ArrayList<>();
    int begin = 0;
    List<byte[]> records = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += FRAME_HEADER + log.getInt(at + 4)) {
      if (at > begin && log.getLong(at + 8) != log.getLong(begin + 8)) {
        groups.add(new Group(Arrays.copyOfRange(bytes, begin, at), List.copyOf(records)));
        records.clear();
        begin = at;
      }
      frame(log, at + FRAME_HEADER, records);
    }
    if (begin < bytes.length) {
      groups.add(new Group(Arrays.copyOfRange(bytes, begin, bytes.length), records));
    }
    return new Groups(groups);
  }

  private static void frame(ByteBuffer log, int content, List<byte[]> records) {
    int count = log.getInt(content + 8);
    int at = content + 16;
    for (int i = 0; i < count; i++) {
      byte[] record = new byte[log.getInt(at)];
      log.get(at + 4, record);
      records.add(record);
      at += 4 + record.length;
    }
  }

  int records() {
    return groups.stream().mapToInt(group -> group.records().size()).sum();
  }

  long bytes() {
    return groups.stream().mapToLong(group -> group.bytes().length).sum();
  }

  double recordsEach() {
    return records() / (double) groups.size();
  }
}
