package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.WalSegment;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a start finds and cannot place, kept in {@code lost/} for whoever can make something of it:
 * nothing here tells what a crash left behind from what a damaged or older log no longer names.
 * Nothing reads it and nothing deletes it.
 */
final class Lost {
  private static final String PAYLOAD = ".payload";
  private static final String END = ".end";

  /** A gap that is not on record yet, in JSON. */
  private static final String GAP = "gap.json";

  private final Disk disk;
  private final Path ledger;
  private final Path directory;

  Lost(Disk disk, Path ledger) {
    this.disk = disk;
    this.ledger = ledger;
    this.directory = ledger.resolve("lost");
  }

  /** True if records are lost that may name any payload. */
  boolean hasSegments() throws IOException {
    return disk.list(directory).stream()
        .anyMatch(file -> WalSegment.first(file.getFileName().toString()).isPresent());
  }

  /** Notes a gap before what shows it goes away: one of before that is not on record is in it. */
  void note(Body.Gap gap) throws IOException {
    Body noted = noted().map(before -> joined(before, gap)).orElse(gap);
    keep(GAP, Json.canonical(noted));
  }

  private static Body.Gap joined(Body.Gap one, Body.Gap other) {
    return new Body.Gap(
        Math.min(one.from(), other.from()), Math.max(one.to(), other.to()), other.cause());
  }

  /** The gap that is to be put on record, if there is one. */
  Optional<Body.Gap> noted() throws IOException {
    try {
      byte[] json = disk.read(directory.resolve(GAP));
      return Optional.of((Body.Gap) Json.read(json, Body.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The gap is on record. */
  void recorded() throws IOException {
    disk.delete(directory.resolve(GAP));
    disk.forceDirectory(directory);
  }

  /** Keeps a damaged segment. */
  void keepSegment(Path file) throws IOException {
    keep(file.getFileName().toString(), disk.read(file));
  }

  /**
   * Keeps the end of a segment that holds no whole record.
   *
   * @param next the record that would have come there
   */
  void keepEnd(long next, byte[] end) throws IOException {
    // The same place can be cut off again after the next crash.
    String mark = HexFormat.of().formatHex(Blobs.sha256(end), 0, 8);
    keep(String.format(Locale.ROOT, "%019d-%s%s", next, mark, END), end);
  }

  private void keep(String name, byte[] content) throws IOException {
    disk.makeDirectory(directory, Disk.Access.SECRET);
    disk.replace(directory.resolve(name), content, Disk.Access.SECRET);
  }

  /** Moves payloads here that no record names. */
  void move(List<String> blobs) throws IOException {
    if (blobs.isEmpty()) {
      return;
    }
    disk.makeDirectory(directory, Disk.Access.SECRET);
    Set<Path> shards = new TreeSet<>();
    for (String blob : blobs) {
      Path file = ledger.resolve(Seal.path(blob));
      disk.rename(file, directory.resolve(blob + PAYLOAD));
      shards.add(file.getParent());
    }
    disk.forceDirectory(directory);
    for (Path shard : shards) {
      disk.forceDirectory(shard);
    }
  }

  /** In words; empty if nothing lies here. */
  String told() throws IOException {
    List<Path> files = disk.list(directory).stream().filter(file -> !file.endsWith(GAP)).toList();
    return files.isEmpty()
        ? ""
        : files.size()
            + " files lie in "
            + directory
            + " ("
            + count(files, PAYLOAD)
            + " payloads that no record names, "
            + count(files, END)
            + " ends and "
            + count(files, ".wal")
            + " segments of the write-ahead log that could not be read). Maybe restore what a backup"
            + " has of their records, or delete them once nobody misses anything";
  }

  private static long count(List<Path> files, String kind) {
    return files.stream().filter(file -> file.toString().endsWith(kind)).count();
  }
}
