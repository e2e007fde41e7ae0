package io.consilium.governance.ledger.format;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads hashes and entries of a tree of a fixed size from tiles. What it returns is as good as the
 * files: verify it against a root. Not thread-safe; keeps the last tiles read.
 */
public final class TileReader implements Merkle.Nodes {
  private static final int KEPT = 64;

  private final LogSource source;
  private final long size;
  private final Map<TilePath, byte[]> tiles =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TilePath, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  public TileReader(LogSource source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public byte[] node(int height, long index) throws IOException {
    int level = height / 8;
    int hashes = 1 << (height % 8);
    TilePath tile = TilePath.of(level, index * hashes, size);
    int from = (int) (index * hashes % TilePath.FULL);
    return subtree(hashes(tile), from, hashes);
  }

  private static byte[] subtree(byte[] tile, int from, int hashes) {
    if (hashes == 1) {
      return Arrays.copyOfRange(tile, from * Merkle.HASH, (from + 1) * Merkle.HASH);
    }
    int half = hashes / 2;
    return Merkle.parent(subtree(tile, from, half), subtree(tile, from + half, half));
  }

  /** The hashes of a tile, {@link TilePath#width} of them at least. */
  public byte[] hashes(TilePath tile) throws IOException {
    byte[] known = tiles.get(tile);
    if (known == null) {
      known = read(source, tile);
      if (known.length % Merkle.HASH != 0 || known.length < tile.width() * Merkle.HASH) {
        throw new DamagedException(
            tile.path(), "has " + known.length + " bytes, not " + tile.width() * Merkle.HASH);
      }
      tiles.put(tile, known);
    }
    return known;
  }

  /** The entries of the bundle that holds entry {@code index}, up to the size of the tree. */
  public List<byte[]> bundle(long index) throws IOException {
    TilePath path = TilePath.of(TilePath.ENTRIES, index, size);
    List<byte[]> entries = EntryBundle.decode(path.path(), read(source, path));
    if (entries.size() < path.width()) {
      throw new DamagedException(
          path.path(), "has " + entries.size() + " entries, not " + path.width());
    }
    return entries.subList(0, path.width());
  }

  /** One entry. */
  public byte[] entry(long index) throws IOException {
    return bundle(index).get((int) (index % TilePath.FULL));
  }

  private static byte[] read(LogSource source, TilePath tile) throws IOException {
    try {
      return source.read(tile.path());
    } catch (NoSuchFileException e) {
      if (!tile.partial()) {
        throw e;
      }
      // A partial tile may go once the full one is there (tlog-tiles, "Partial Tiles").
      try {
        return source.read(tile.full().path());
      } catch (NoSuchFileException gone) {
        throw e;
      }
    }
  }
}
