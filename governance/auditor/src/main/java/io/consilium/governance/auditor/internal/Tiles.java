package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.EntryBundle;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes all tiles from the entries, and compares them with the files. Holds one hash for every
 * 256 entries in memory.
 */
final class Tiles {
  private final Snapshot snapshot;
  private final LedgerDirectory directory;
  private final Findings findings;
  private final List<List<byte[]>> levels = new ArrayList<>();
  private final List<byte[]> bundle = new ArrayList<>();
  private final Map<Long, byte[]> roots = new HashMap<>();
  private final byte[][] subtrees = new byte[64][];
  private final Map<TilePath, Set<Integer>> onDisk = new HashMap<>();
  private List<byte[]> read = List.of();
  private long readFrom = -1;
  private long size;
  private long files;

  Tiles(Snapshot snapshot, Findings findings) throws IOException {
    this.snapshot = snapshot;
    this.directory = snapshot.directory();
    this.findings = findings;
    remember(snapshot.signed());
    for (String file : directory.files()) {
      TilePath.parse(file)
          .ifPresent(
              tile ->
                  onDisk.computeIfAbsent(tile.full(), full -> new HashSet<>()).add(tile.width()));
    }
  }

  /** Asks for the root at a size. */
  void remember(long at) {
    roots.put(at, null);
    if (at == 0) {
      roots.put(0L, Merkle.rootOfNothing());
    }
  }

  /** The root at a size that was asked for; empty if there were fewer entries. */
  Optional<byte[]> root(long at) {
    return Optional.ofNullable(roots.get(at));
  }

  /** The entry at a place; empty, and a failure, if it cannot be read. */
  Optional<byte[]> entry(long sequence) throws IOException {
    if (sequence >= snapshot.signed()) {
      return Optional.of(snapshot.record(sequence));
    }
    if (sequence / TilePath.FULL != readFrom) {
      readFrom = sequence / TilePath.FULL;
      TilePath path = TilePath.of(TilePath.ENTRIES, sequence, snapshot.signed());
      try {
        read = snapshot.tree().bundle(sequence);
      } catch (DamagedException e) {
        findings.fail(path.path(), e.getMessage());
        return Optional.empty();
      } catch (NoSuchFileException e) {
        findings.fail(path.path(), "is missing");
        return Optional.empty();
      }
    }
    return Optional.of(read.get((int) (sequence % TilePath.FULL)));
  }

  /** Adds the next entry to the recomputed tree. */
  void add(byte[] entry) throws IOException {
    byte[] leaf = Merkle.leaf(entry);
    bundle.add(entry);
    byte[] hash = leaf;
    int height = 0;
    for (; (size >>> height & 1) == 1; height++) {
      hash = Merkle.parent(subtrees[height], hash);
    }
    subtrees[height] = hash;
    size++;
    if (roots.containsKey(size)) {
      roots.put(size, rootNow());
    }
    if (bundle.size() == TilePath.FULL) {
      compareBundle((size - 1) / TilePath.FULL);
    }
    addHash(0, size - 1, leaf);
  }

  private byte[] rootNow() {
    byte[] root = null;
    for (int height = 0; height < 64; height++) {
      if ((size >>> height & 1) == 1) {
        root = root == null ? subtrees[height] : Merkle.parent(subtrees[height], root);
      }
    }
    return root;
  }

  private void addHash(int level, long position, byte[] hash) throws IOException {
    if (levels.size() == level) {
      levels.add(new ArrayList<>());
    }
    List<byte[]> hashes = levels.get(level);
    hashes.add(hash);
    if (hashes.size() == TilePath.FULL) {
      long index = position / TilePath.FULL;
      compareTile(level, index);
      byte[] above = fold(hashes);
      hashes.clear();
      addHash(level + 1, index, above);
    }
  }

  private static byte[] fold(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int half = hashes.size() / 2;
    return Merkle.parent(fold(hashes.subList(0, half)), fold(hashes.subList(half, hashes.size())));
  }

  /** Compares what is left at the right edge, and says what is too much. */
  void finish() throws IOException {
    if (!bundle.isEmpty()) {
      compareBundle(size / TilePath.FULL);
    }
    for (int level = 0; level < levels.size(); level++) {
      if (!levels.get(level).isEmpty()) {
        compareTile(level, (size >>> (8 * level)) / TilePath.FULL);
      }
    }
    leftovers();
    findings.checked("tiles", files + " files compared with the tree computed from the records");
  }

  /**
   * Tiles that no record read here explains: the host has just written them, or records are hidden.
   */
  private void leftovers() throws IOException {
    onDisk.values().removeIf(Set::isEmpty);
    if (onDisk.isEmpty()) {
      return;
    }
    long now = Snapshot.take(directory).size();
    for (Map.Entry<TilePath, Set<Integer>> left : onDisk.entrySet()) {
      TilePath full = left.getKey();
      for (int width : left.getValue()) {
        TilePath tile = new TilePath(full.level(), full.index(), width);
        long end = (full.index() * TilePath.FULL + width) << (8 * Math.max(0, full.level()));
        if (end > now && directory.find(tile.path()).isPresent()) {
          findings.fail(
              tile.path(),
              "is of a larger log than checkpoint and write-ahead log show: an older checkpoint was"
                  + " put in place of a newer one, or the end was cut off");
        }
      }
    }
  }

  private void compareBundle(long index) throws IOException {
    compare(new TilePath(TilePath.ENTRIES, index, TilePath.FULL), List.copyOf(bundle));
    bundle.clear();
  }

  private void compareTile(int level, long index) throws IOException {
    compare(new TilePath(level, index, TilePath.FULL), levels.get(level));
  }

  private void compare(TilePath full, List<byte[]> parts) throws IOException {
    Set<Integer> widths = onDisk.getOrDefault(full, new HashSet<>());
    for (int width : List.copyOf(widths)) {
      if (width <= parts.size()) {
        compare(new TilePath(full.level(), full.index(), width), parts.subList(0, width), widths);
      }
    }
    long height = Math.max(0, full.level());
    long covered = (snapshot.signed() >>> (8 * height)) - full.index() * TilePath.FULL;
    int needed = (int) Math.min(TilePath.FULL, covered);
    if (needed > 0) {
      TilePath tile = new TilePath(full.level(), full.index(), needed);
      if (directory.find(tile.path()).isEmpty() && directory.find(full.path()).isEmpty()) {
        findings.fail(tile.path(), "is missing");
      }
    }
    if (widths.isEmpty()) {
      onDisk.remove(full);
    }
  }

  private void compare(TilePath tile, List<byte[]> parts, Set<Integer> widths) throws IOException {
    Optional<byte[]> file = directory.find(tile.path());
    widths.remove(tile.width());
    if (file.isEmpty()) {
      return;
    }
    files++;
    byte[] expected = tile.level() == TilePath.ENTRIES ? EntryBundle.encode(parts) : joined(parts);
    int differs = Arrays.mismatch(file.get(), expected);
    if (differs >= 0) {
      String part =
          tile.level() == TilePath.ENTRIES
              ? ""
              : ", hash " + differs / Merkle.HASH + " of the tile";
      findings.fail(tile.path(), "differs from the tree of the records at byte " + differs + part);
    }
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
