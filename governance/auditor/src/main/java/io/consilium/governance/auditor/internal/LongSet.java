package io.consilium.governance.auditor.internal;

import io.consilium.api.task.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Remembers names by 64 bits of their digest: 16 bytes for each at most, where a set of texts takes
 * a hundred and more. Two names that agree in them, which takes 2^32 attempts to make, count as
 * one.
 */
final class LongSet {
  private long[] slots = new long[64];
  private int size;

  /** Adds a name; true if it was not there. */
  boolean add(String name) {
    return add(mark(name));
  }

  boolean contains(String name) {
    return slots[slot(slots, mark(name))] != 0;
  }

  int size() {
    return size;
  }

  private static long mark(String name) {
    byte[] digest = Digest.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    long mark = ByteBuffer.wrap(digest).getLong();
    return mark == 0 ? 1 : mark;
  }

  private boolean add(long mark) {
    int slot = slot(slots, mark);
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = mark;
    if (++size > slots.length / 4 * 3) {
      long[] larger = new long[slots.length * 2];
      Arrays.stream(slots).filter(m -> m != 0).forEach(m -> larger[slot(larger, m)] = m);
      slots = larger;
    }
    return true;
  }

  private static int slot(long[] slots, long mark) {
    int at = (int) mark & slots.length - 1;
    while (slots[at] != 0 && slots[at] != mark) {
      at = at + 1 & slots.length - 1;
    }
    return at;
  }
}
