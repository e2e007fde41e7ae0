package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.EntryBundle;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The right edge of the Merkle tree: takes entries and writes tiles. Used by one thread at a time.
 *
 * <p>Nothing it writes is overwritten with other content, so that readers of earlier checkpoints
 * are never disturbed.
 */
final class Tree {
  private final Disk disk;
  private final Path ledger;
  private final List<byte[]> bundle = new ArrayList<>();
  private final List<List<byte[]>> levels = new ArrayList<>();
  private long size;

  private Tree(Disk disk, Path ledger) {
    this.disk = disk;
    this.ledger = ledger;
  }

  /** The tree of a size, as its tiles hold it. */
  static Tree open(Disk disk, Path ledger, long size) throws IOException {
    Tree tree = new Tree(disk, ledger);
    TileReader reader = tree.reader(size);
    if (size % TilePath.FULL != 0) {
      tree.bundle.addAll(reader.bundle(size - 1));
    }
    for (int level = 0; size >>> (8 * level) > 0; level++) {
      List<byte[]> hashes = new ArrayList<>();
      long there = size >>> (8 * level);
      if (there % TilePath.FULL != 0) {
        TilePath edge = TilePath.of(level, there - 1, size);
        byte[] tile = reader.hashes(edge);
        for (int i = 0; i < edge.width(); i++) {
          hashes.add(Arrays.copyOfRange(tile, i * Merkle.HASH, (i + 1) * Merkle.HASH));
        }
      }
      tree.levels.add(hashes);
    }
    tree.size = size;
    return tree;
  }

  long size() {
    return size;
  }

  /** Reads the tree as it was at a size. */
  TileReader reader(long at) {
    return new TileReader(path -> disk.read(ledger.resolve(path)), at);
  }

  /** Adds entries and returns when their tiles are on disk. */
  void add(List<byte[]> entries) throws IOException {
    Map<TilePath, byte[]> written = new LinkedHashMap<>();
    for (byte[] entry : entries) {
      bundle.add(entry);
      if (bundle.size() == TilePath.FULL) {
        written.put(
            TilePath.of(TilePath.ENTRIES, size, size + 1).full(), EntryBundle.encode(bundle));
        bundle.clear();
      }
      addHash(0, size, Merkle.leaf(entry), written);
      size++;
    }
    addPartial(written);
    write(written);
  }

  private void addHash(int level, long position, byte[] hash, Map<TilePath, byte[]> written) {
    if (levels.size() == level) {
      levels.add(new ArrayList<>());
    }
    List<byte[]> hashes = levels.get(level);
    hashes.add(hash);
    if (hashes.size() == TilePath.FULL) {
      long index = position / TilePath.FULL;
      written.put(new TilePath(level, index, TilePath.FULL), joined(hashes));
      byte[] above = fold(hashes);
      hashes.clear();
      addHash(level + 1, index, above, written);
    }
  }

  private void addPartial(Map<TilePath, byte[]> written) {
    if (!bundle.isEmpty()) {
      TilePath path = new TilePath(TilePath.ENTRIES, size / TilePath.FULL, bundle.size());
      written.put(path, EntryBundle.encode(bundle));
    }
    for (int level = 0; level < levels.size(); level++) {
      List<byte[]> hashes = levels.get(level);
      if (!hashes.isEmpty()) {
        long index = (size >>> (8 * level)) / TilePath.FULL;
        written.put(new TilePath(level, index, hashes.size()), joined(hashes));
      }
    }
  }

  private static byte[] fold(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int half = hashes.size() / 2;
    return Merkle.parent(fold(hashes.subList(0, half)), fold(hashes.subList(half, hashes.size())));
  }

  private static byte[] joined(List<byte[]> hashes) {
    byte[] tile = new byte[hashes.size() * Merkle.HASH];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, tile, i * Merkle.HASH, Merkle.HASH);
    }
    return tile;
  }

  private void write(Map<TilePath, byte[]> written) throws IOException {
    Set<Path> directories = new LinkedHashSet<>();
    for (Map.Entry<TilePath, byte[]> tile : written.entrySet()) {
      Path file = ledger.resolve(tile.getKey().path());
      disk.makeDirectory(file.getParent(), Disk.Access.SHARED);
      Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
      try (Disk.Writer writer = disk.create(temporary, Disk.Access.SHARED)) {
        writer.write(java.nio.ByteBuffer.wrap(tile.getValue()));
        writer.force();
      }
      disk.rename(temporary, file);
      directories.add(file.getParent());
    }
    for (Path directory : directories) {
      disk.forceDirectory(directory);
    }
  }

  /** Drops partial tiles whose full tile a signed checkpoint covers. */
  void dropPartials(long from, long to) throws IOException {
    for (long index = from / TilePath.FULL; index < to / TilePath.FULL; index++) {
      drop(new TilePath(TilePath.ENTRIES, index, 1));
      long position = index;
      drop(new TilePath(0, position, 1));
      for (int level = 1; position % TilePath.FULL == TilePath.FULL - 1; level++) {
        position /= TilePath.FULL;
        drop(new TilePath(level, position, 1));
      }
    }
  }

  private void drop(TilePath partial) throws IOException {
    Path directory = ledger.resolve(partial.path()).getParent();
    for (Path file : disk.list(directory)) {
      disk.delete(file);
    }
    disk.delete(directory);
  }
}
