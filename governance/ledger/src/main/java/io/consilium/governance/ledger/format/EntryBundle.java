package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries with a big-endian 16-bit length before each (C2SP tlog-tiles, "Log entries"). Pure. */
public final class EntryBundle {

  private EntryBundle() {}

  /** The bytes of a bundle. */
  public static byte[] encode(List<byte[]> entries) {
    ByteBuffer out =
        ByteBuffer.allocate(entries.stream().mapToInt(entry -> 2 + entry.length).sum());
    for (byte[] entry : entries) {
      if (entry.length > 0xffff) {
        throw new IllegalArgumentException("An entry is too long (" + entry.length + " bytes).");
      }
      out.putShort((short) entry.length).put(entry);
    }
    return out.array();
  }

  /**
   * The entries of a bundle.
   *
   * @param file named in the message if the bytes are no bundle
   */
  public static List<byte[]> decode(String file, byte[] bundle) throws DamagedException {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at < bundle.length) {
      if (at + 2 > bundle.length) {
        throw new DamagedException(file, "ends within a length at byte " + at);
      }
      int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
      if (at + 2 + length > bundle.length) {
        throw new DamagedException(file, "ends within the entry at byte " + at);
      }
      entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
      at += 2 + length;
    }
    return entries;
  }
}
