package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.EntryBundle;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recomputes all tiles from the records, and compares them with the files. Holds one tile of every
 * level in memory.
 */
final class Tiles {
  private final Snapshot snapshot;
  private final LedgerDirectory directory;
  private final Findings findings;
  private final Changes changes;
  private final List<List<byte[]>> levels = new ArrayList<>();
  private final Map<Long, byte[]> roots = new HashMap<>();
  private final byte[][] subtrees = new byte[64][];
  private List<byte[]> entries = List.of();
  private long size;
  private long files;
  private boolean broken;

  Tiles(Snapshot snapshot, Findings findings, Changes changes) {
    this.snapshot = snapshot;
    this.directory = snapshot.directory();
    this.findings = findings;
    this.changes = changes;
    remember(snapshot.signed());
  }

  /** Asks for the root at a size. */
  void remember(long at) {
    roots.put(at, null);
    if (at == 0) {
      roots.put(0L, Merkle.rootOfNothing());
    }
  }

  /** The root at a size that was asked for; empty if not all records before it were there. */
  Optional<byte[]> root(long at) {
    return Optional.ofNullable(roots.get(at));
  }

  /** Adds the next bundle's records to the recomputed tree. */
  void add(Piece piece) throws IOException {
    broken |= piece.leaves().isEmpty();
    if (broken) {
      return;
    }
    entries = piece.entries();
    if (!entries.isEmpty()) {
      compare(new TilePath(TilePath.ENTRIES, piece.first() / TilePath.FULL, TilePath.FULL));
    }
    for (byte[] leaf : piece.leaves()) {
      add(leaf);
    }
  }

  private void add(byte[] leaf) throws IOException {
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
      compare(new TilePath(level, index, TilePath.FULL));
      byte[] above = Chain.fold(hashes);
      hashes.clear();
      addHash(level + 1, index, above);
    }
  }

  /** Compares what is left at the right edge, and says what is too much. */
  void finish() throws IOException {
    if (broken) {
      findings.fail("tiles", "the tree above " + size + " records cannot be computed");
      return;
    }
    for (int level = 0; level < levels.size(); level++) {
      if (!levels.get(level).isEmpty()) {
        compare(new TilePath(level, (size >>> 8 * level) / TilePath.FULL, TilePath.FULL));
      }
    }
    leftovers();
    findings.checked("tiles", files + " files compared with the tree computed from the records");
  }

  /**
   * Tiles that no record read here explains: the host has just written them, or records are hidden.
   */
  private void leftovers() throws IOException {
    List<TilePath> beyond = new ArrayList<>();
    directory.each(
        file ->
            TilePath.parse(file)
                .filter(tile -> end(tile) > size && beyond.size() < Findings.TOLD)
                .ifPresent(beyond::add));
    long now = beyond.isEmpty() ? size : Snapshot.take(directory).size();
    for (TilePath tile : beyond) {
      if (end(tile) > now && directory.find(tile.path()).isPresent()) {
        findings.fail(
            tile.path(),
            "is of a larger log than checkpoint and write-ahead log show: an older checkpoint was"
                + " put in place of a newer one, or the end was cut off");
      }
    }
  }

  private static long end(TilePath tile) {
    int height = 8 * Math.max(0, tile.level());
    return height > 48 ? Long.MAX_VALUE : tile.index() * TilePath.FULL + tile.width() << height;
  }

  /** Compares all files of a tile, full or in part, and says if the one that must be is missing. */
  private void compare(TilePath full) throws IOException {
    List<byte[]> parts = full.level() == TilePath.ENTRIES ? entries : levels.get(full.level());
    int height = 8 * Math.max(0, full.level());
    long covered = (snapshot.signed() >>> height) - full.index() * TilePath.FULL;
    int needed = (int) Math.min(TilePath.FULL, covered);
    boolean there = needed <= 0;
    for (int width : widths(full)) {
      TilePath tile = new TilePath(full.level(), full.index(), width);
      if (width <= parts.size()) {
        boolean read = compare(tile, parts.subList(0, width));
        there |= read && (width == needed || width == TilePath.FULL);
      }
    }
    if (!there) {
      TilePath tile = new TilePath(full.level(), full.index(), needed);
      if (directory.find(tile.path()).isEmpty() && directory.find(full.path()).isEmpty()) {
        findings.fail(tile.path(), "is missing");
      }
    }
  }

  private List<Integer> widths(TilePath full) throws IOException {
    List<Integer> widths = new ArrayList<>();
    for (String name : directory.names(full.path() + ".p")) {
      TilePath.parse(full.path() + ".p/" + name).ifPresent(tile -> widths.add(tile.width()));
    }
    widths.add(TilePath.FULL);
    // What fails is told of the tile that stands for all of them.
    widths.sort(Comparator.reverseOrder());
    return widths;
  }

  private boolean compare(TilePath tile, List<byte[]> parts) throws IOException {
    Optional<byte[]> file = directory.find(tile.path());
    if (file.isEmpty()) {
      return false;
    }
    files++;
    boolean bundle = tile.level() == TilePath.ENTRIES;
    byte[] expected = bundle ? EntryBundle.encode(parts) : joined(parts);
    int differs = Arrays.mismatch(file.get(), expected);
    if (differs >= 0) {
      if (bundle || file.get().length != expected.length) {
        findings.fail(tile.path(), "differs from the tree of the records at byte " + differs);
      } else {
        changes.note(tile, Pieces.split(file.get()), parts);
      }
    }
    return true;
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
