package io.consilium.governance.ledger.format;

import java.util.Arrays;
import java.util.List;

/** Checks proofs by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Pure. */
public final class ProofCheck {

  private ProofCheck() {}

  /** True if the path leads from the leaf hash at {@code index} to the root. */
  public static boolean included(
      long index, long size, byte[] leafHash, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = Merkle.parent(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Merkle.parent(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /** True if the proof shows that the second tree begins with the first. */
  public static boolean consistent(
      long first, long second, List<byte[]> proof, byte[] firstRoot, byte[] secondRoot) {
    if (first < 0 || first > second) {
      return false;
    }
    if (first == 0 || first == second) {
      return proof.isEmpty() && (first == 0 || Arrays.equals(firstRoot, secondRoot));
    }
    List<byte[]> path = proof;
    if (Long.bitCount(first) == 1) {
      path = new java.util.ArrayList<>(proof);
      path.add(0, firstRoot);
    }
    return !path.isEmpty() && walk(first - 1, second - 1, path, firstRoot, secondRoot);
  }

  private static boolean walk(
      long first, long second, List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
    long node = first;
    long last = second;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    byte[] old = path.get(0);
    byte[] now = path.get(0);
    for (byte[] hash : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        old = Merkle.parent(hash, old);
        now = Merkle.parent(hash, now);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        now = Merkle.parent(now, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
  }
}
