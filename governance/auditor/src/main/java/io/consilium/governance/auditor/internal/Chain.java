package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.ProofCheck;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way from a tile to the signed root through the tile files. Over blocks of 256 leaves, or of a
 * power of it, the tree of RFC 6962 is the same kind of tree, whose last leaf is the rest's root.
 * Not thread-safe.
 */
final class Chain {
  private final long size;
  private final byte[] root;
  private final TileReader reader;

  Chain(LedgerDirectory directory, Checkpoint signed) {
    this.size = signed.size();
    this.root = signed.root();
    this.reader = new TileReader(directory, size);
  }

  /** True if these hashes, put in the place of a tile's own, lead to the signed root. */
  boolean leads(int level, long index, List<byte[]> hashes) throws IOException {
    int height = 8 * (level + 1);
    long blocks = (size + (1L << height) - 1) >>> height;
    try {
      List<byte[]> path =
          Merkle.inclusion(
              index,
              blocks,
              (above, i) -> range(i << above + height, Math.min(size, i + 1 << above + height)));
      byte[] block = block(level, index, hashes);
      return ProofCheck.included(index, blocks, block, path, root);
    } catch (DamagedException | NoSuchFileException e) {
      return false;
    }
  }

  /** The hashes of a tile's file; empty if it cannot be read. */
  List<byte[]> hashes(TilePath tile) throws IOException {
    try {
      return Pieces.split(reader.hashes(tile)).subList(0, tile.width());
    } catch (DamagedException | NoSuchFileException e) {
      return List.of();
    }
  }

  private byte[] block(int level, long index, List<byte[]> hashes) throws IOException {
    List<byte[]> leaves = new ArrayList<>(hashes);
    int height = 8 * level;
    long first = index * TilePath.FULL;
    long end = Math.min(first + TilePath.FULL, (size + (1L << height) - 1) >>> height);
    // A tile of an earlier, smaller tree is followed by what came since.
    for (long next = first + hashes.size(); next < end; next++) {
      leaves.add(range(next << height, Math.min(size, next + 1 << height)));
    }
    return fold(leaves);
  }

  static byte[] fold(List<byte[]> leaves) {
    int count = leaves.size();
    if (count == 1) {
      return leaves.get(0);
    }
    int split = Integer.highestOneBit(count - 1);
    return Merkle.parent(fold(leaves.subList(0, split)), fold(leaves.subList(split, count)));
  }

  private byte[] range(long low, long high) throws IOException {
    long width = high - low;
    if (Long.bitCount(width) == 1 && low % width == 0) {
      return reader.node(Long.numberOfTrailingZeros(width), low / width);
    }
    long middle = low + Long.highestOneBit(width - 1);
    return Merkle.parent(range(low, middle), range(middle, high));
  }

  /** True if the tree grew out of one with this checkpoint. */
  boolean grewFrom(Checkpoint before) throws IOException {
    if (before.size() > size) {
      return false;
    }
    try {
      if (!Arrays.equals(Merkle.root(size, reader), root)) {
        return false;
      }
      List<byte[]> proof = Merkle.consistency(before.size(), size, reader);
      return ProofCheck.consistent(before.size(), size, proof, before.root(), root);
    } catch (DamagedException | NoSuchFileException e) {
      return false;
    }
  }
}
