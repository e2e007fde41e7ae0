package io.consilium.governance.ledger.format;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** The Merkle tree of RFC 6962, section 2.1, with its proofs. Pure and thread-safe. */
public final class Merkle {
  /** Bytes of one hash. */
  public static final int HASH = 32;

  /** Looking for an engine takes as long as hashing a short record. */
  private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(Digest::sha256);

  private Merkle() {}

  /** Where hashes of complete subtrees come from. */
  @FunctionalInterface
  public interface Nodes {
    /** The hash over the leaves from {@code index << height} to {@code (index + 1) << height}. */
    byte[] node(int height, long index) throws IOException;
  }

  private static MessageDigest sha256() {
    MessageDigest sha256 = SHA256.get();
    sha256.reset();
    return sha256;
  }

  /** The hash of one entry. */
  public static byte[] leaf(byte[] entry) {
    MessageDigest sha256 = sha256();
    sha256.update((byte) 0);
    return sha256.digest(entry);
  }

  /** The hash of two subtrees. */
  public static byte[] parent(byte[] left, byte[] right) {
    MessageDigest sha256 = sha256();
    sha256.update((byte) 1);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** The root of the tree over the first {@code size} entries. */
  public static byte[] root(long size, Nodes nodes) throws IOException {
    return size == 0 ? rootOfNothing() : hash(0, size, nodes);
  }

  /** The root of the empty tree. */
  public static byte[] rootOfNothing() {
    return Digest.sha256().digest();
  }

  /** The path from entry {@code index} to the root of the tree of {@code size}, nearest first. */
  public static List<byte[]> inclusion(long index, long size, Nodes nodes) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "No entry (" + index + ") in a tree of " + size + " entries.");
    }
    List<byte[]> path = new ArrayList<>();
    long low = 0;
    long high = size;
    while (high - low > 1) {
      long middle = low + split(high - low);
      if (index < middle) {
        path.add(0, hash(middle, high, nodes));
        high = middle;
      } else {
        path.add(0, hash(low, middle, nodes));
        low = middle;
      }
    }
    return path;
  }

  /** Proves that the tree of {@code to} entries begins with the tree of {@code from} entries. */
  public static List<byte[]> consistency(long from, long to, Nodes nodes) throws IOException {
    if (from < 0 || from > to) {
      throw new IllegalArgumentException("A tree cannot grow from " + from + " to " + to + ".");
    }
    List<byte[]> proof = new ArrayList<>();
    if (from == 0 || from == to) {
      return proof;
    }
    long low = 0;
    long high = to;
    while (from != high) {
      long middle = low + split(high - low);
      if (from <= middle) {
        proof.add(0, hash(middle, high, nodes));
        high = middle;
      } else {
        proof.add(0, hash(low, middle, nodes));
        low = middle;
      }
    }
    if (low > 0) {
      proof.add(0, hash(low, high, nodes));
    }
    return proof;
  }

  private static byte[] hash(long low, long high, Nodes nodes) throws IOException {
    long width = high - low;
    if (Long.bitCount(width) == 1 && low % width == 0) {
      return nodes.node(Long.numberOfTrailingZeros(width), low / width);
    }
    long middle = low + split(width);
    return parent(hash(low, middle, nodes), hash(middle, high, nodes));
  }

  private static long split(long width) {
    return Long.highestOneBit(width - 1);
  }
}
