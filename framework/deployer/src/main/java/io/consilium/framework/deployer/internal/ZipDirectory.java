package io.consilium.framework.deployer.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a zip file says of itself at its end (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16), read without
 * unpacking anything and in memory that does not depend on what it says.
 *
 * @param entries in the order in which they are listed
 */
record ZipDirectory(List<Entry> entries) {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int ZIP64 = 0x07064b50;
  private static final int ZIP64_BYTES = 20;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_BYTES = 30;

  /** Written where the true number stands in a ZIP64 field. */
  private static final long ELSEWHERE = 0xffff_ffffL;

  private static final int SHORT_ELSEWHERE = 0xffff;

  /** Name, extra field and comment are short in any jar that a tool made. */
  private static final int MEAN_ENTRY = 512;

  /**
   * One entry as listed.
   *
   * @param method 0 for stored, 8 for deflated
   * @param packed bytes in the file
   * @param size bytes when unpacked, as it says
   * @param at where its local header begins
   */
  record Entry(String name, int method, long crc, long packed, long size, long at) {
    /** A lower bound of where it ends. */
    long end() {
      return at + LOCAL_BYTES + packed;
    }
  }

  /** There is more than may be. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;

    TooMany(String message) {
      super(message);
    }
  }

  ZipDirectory {
    entries = List.copyOf(entries);
  }

  /**
   * Reads it.
   *
   * @throws TooMany if there are more entries, or longer words on them, than may be
   * @throws IOException if it is no zip file, or one that a jar tool does not make
   */
  static ZipDirectory read(FileChannel file, int mostEntries) throws IOException {
    long size = file.size();
    int tail = (int) Math.min(size, ZIP64_BYTES + END_BYTES + LONGEST_COMMENT);
    ByteBuffer last = bytes(file, size - tail, tail);
    int end = end(last);
    long length = last.getInt(end + 12) & ELSEWHERE;
    long begin = last.getInt(end + 16) & ELSEWHERE;
    long stop = size - tail + end;
    int count = last.getShort(end + 10) & SHORT_ELSEWHERE;
    // Java goes to another list if there is such a locator, whatever this record says besides.
    boolean large = end >= ZIP64_BYTES && last.getInt(end - ZIP64_BYTES) == ZIP64;
    if (large || count == SHORT_ELSEWHERE || length == ELSEWHERE || begin == ELSEWHERE) {
      throw new TooMany("it is in the ZIP64 format, which is for more than a plugin may hold");
    }
    if (length > (long) mostEntries * MEAN_ENTRY) {
      throw new TooMany("its list of entries is " + length + " bytes long");
    }
    // Something may stand before the zip file proper: all offsets are then counted from there.
    long shift = stop - length - begin;
    if (shift < 0) {
      throw new IOException("its list of entries begins before the file does");
    }
    List<Entry> entries =
        entries(bytes(file, stop - length, (int) length), shift, stop - length, mostEntries);
    if (entries.size() != count) {
      throw new IOException("it lists " + entries.size() + " entries and says " + count);
    }
    return new ZipDirectory(entries);
  }

  private static int end(ByteBuffer last) throws IOException {
    for (int at = last.limit() - END_BYTES; at >= 0; at--) {
      if (last.getInt(at) == END) {
        if (at + END_BYTES + (last.getShort(at + 20) & 0xffff) != last.limit()) {
          throw new IOException("something stands after its end");
        }
        return at;
      }
    }
    throw new IOException("it has no end as zip files have");
  }

  private static List<Entry> entries(ByteBuffer list, long shift, long stop, int most)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    while (list.remaining() > 0) {
      int at = list.position();
      if (list.remaining() < HEADER_BYTES || list.getInt(at) != HEADER) {
        throw new IOException("its list of entries is damaged");
      }
      if (entries.size() >= most) {
        throw new TooMany("it holds more than " + most + " entries");
      }
      int name = list.getShort(at + 28) & 0xffff;
      int more = (list.getShort(at + 30) & 0xffff) + (list.getShort(at + 32) & 0xffff);
      if (list.remaining() < HEADER_BYTES + name + more) {
        throw new IOException("its list of entries is damaged");
      }
      byte[] text = new byte[name];
      list.get(at + HEADER_BYTES, text);
      long packed = list.getInt(at + 20) & ELSEWHERE;
      long size = list.getInt(at + 24) & ELSEWHERE;
      long local = list.getInt(at + 42) & ELSEWHERE;
      if (packed == ELSEWHERE || size == ELSEWHERE || local == ELSEWHERE) {
        throw new TooMany("it is in the ZIP64 format, which is for more than a plugin may hold");
      }
      Entry entry =
          new Entry(
              new String(text, StandardCharsets.UTF_8),
              list.getShort(at + 10) & 0xffff,
              list.getInt(at + 16) & ELSEWHERE,
              packed,
              size,
              local + shift);
      if (entry.end() > stop) {
        throw new IOException("an entry reaches past the end (" + entry.name() + ")");
      }
      entries.add(entry);
      list.position(at + HEADER_BYTES + name + more);
    }
    return entries;
  }

  /** Where the bytes of an entry begin. */
  static long data(FileChannel file, Entry entry) throws IOException {
    ByteBuffer local = bytes(file, entry.at(), LOCAL_BYTES);
    if (local.getInt(0) != LOCAL) {
      throw new IOException("an entry is not where it is listed (" + entry.name() + ")");
    }
    return entry.at() + LOCAL_BYTES + (local.getShort(26) & 0xffff) + (local.getShort(28) & 0xffff);
  }

  private static ByteBuffer bytes(FileChannel file, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return bytes.flip();
  }
}
