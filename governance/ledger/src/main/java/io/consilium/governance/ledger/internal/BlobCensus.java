package io.consilium.governance.ledger.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Which sealed payloads no record names: a large one gets its file before its record is written, so
 * that a host that dies between leaves it behind. Counted while nothing is appended, since an
 * append under way has blobs that no record names yet. Knows a blob by 64 bits of its name; two
 * that agree in them stay both.
 */
final class BlobCensus {
  private static final byte[] MARK = "\"blob\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 16;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Disk disk;
  private final Path ledger;
  private final long[] blobs;
  private final BitSet named = new BitSet();

  private BlobCensus(Disk disk, Path ledger, long[] blobs) {
    this.disk = disk;
    this.ledger = ledger;
    this.blobs = blobs;
  }

  /** Takes the blobs that are there. */
  static BlobCensus take(Disk disk, Path ledger) throws IOException {
    LongStream.Builder marks = LongStream.builder();
    for (String blob : names(disk, ledger)) {
      marks.add(mark(blob));
    }
    return new BlobCensus(disk, ledger, marks.build().sorted().distinct().toArray());
  }

  private static List<String> names(Disk disk, Path ledger) throws IOException {
    List<String> names = new ArrayList<>();
    for (int shard = 0; shard < 256; shard++) {
      Path directory = ledger.resolve(String.format(Locale.ROOT, "blobs/%02x", shard));
      for (Path file : disk.list(directory)) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static long mark(String blob) {
    return Long.parseUnsignedLong(blob.substring(0, DIGITS), 16);
  }

  /** Notes the blobs that a record names, in its canonical JSON. */
  void see(byte[] record) {
    int last = blobs.length == 0 ? -1 : record.length - MARK.length - DIGITS;
    for (int at = 0; at <= last; at++) {
      if (record[at] == '"' && Arrays.equals(record, at, at + MARK.length, MARK, 0, MARK.length)) {
        int found = find(record, at + MARK.length);
        if (found >= 0) {
          named.set(found);
        }
      }
    }
  }

  private int find(byte[] record, int from) {
    long mark = 0;
    for (int i = from; i < from + DIGITS; i++) {
      mark = mark << 4 | Character.digit(record[i], 16) & 15;
    }
    return Arrays.binarySearch(blobs, mark);
  }

  /** The blobs that no record named. */
  List<String> unnamed() throws IOException {
    if (named.cardinality() == blobs.length) {
      return List.of();
    }
    return names(disk, ledger).stream().filter(this::unnamed).toList();
  }

  /** What came after the counting has its record: the write-ahead log brought it back. */
  private boolean unnamed(String blob) {
    int found = Arrays.binarySearch(blobs, mark(blob));
    return found >= 0 && !named.get(found);
  }
}
