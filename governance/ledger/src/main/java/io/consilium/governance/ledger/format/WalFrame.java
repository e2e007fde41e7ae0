package io.consilium.governance.ledger.format;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One append in the write-ahead log: consecutive records and the small blobs that they name.
 *
 * <p>On disk: magic, length of the content, acknowledged length, CRC-32C of these three, CRC-32C of
 * the content; then the content: first sequence, records and blobs, each with its length. All
 * numbers are big-endian. The acknowledged length says how much of the segment was known to be
 * forced when the frame was written: damage before it is a loss, damage after it may be an
 * interrupted write.
 *
 * @param first sequence of the first record
 * @param records canonical JSON
 * @param blobs sealed payloads
 */
public record WalFrame(long first, List<byte[]> records, List<byte[]> blobs) {
  /** Bytes before the content. */
  public static final int HEADER = 24;

  /** Content is never longer. */
  public static final int MAX_CONTENT = 1 << 30;

  static final int MAGIC = 0x434c4631;

  public WalFrame {
    records = List.copyOf(records);
    blobs = List.copyOf(blobs);
  }

  /** The sequence after the last record. */
  public long next() {
    return first + records.size();
  }

  /** Bytes that {@link #encode} takes. */
  public int length() {
    return HEADER + 16 + size(records) + size(blobs);
  }

  private static int size(List<byte[]> parts) {
    long size = 0;
    for (byte[] part : parts) {
      size += 4L + part.length;
    }
    return Math.toIntExact(size);
  }

  /** Writes the frame. */
  public void encode(ByteBuffer out, long acknowledged) {
    int start = out.position();
    out.position(start + HEADER);
    out.putLong(first).putInt(records.size()).putInt(blobs.size());
    records.forEach(part -> out.putInt(part.length).put(part));
    blobs.forEach(part -> out.putInt(part.length).put(part));
    int end = out.position();
    out.position(start);
    out.putInt(MAGIC).putInt(end - start - HEADER).putLong(acknowledged);
    out.putInt(crc(out, start, start + 16)).putInt(crc(out, start + HEADER, end));
    out.position(end);
  }

  static int crc(ByteBuffer buffer, int from, int to) {
    CRC32C crc = new CRC32C();
    ByteBuffer part = buffer.duplicate();
    part.limit(to).position(from);
    crc.update(part);
    return (int) crc.getValue();
  }

  static WalFrame decode(ByteBuffer content) {
    try {
      long first = content.getLong();
      int records = content.getInt();
      int blobs = content.getInt();
      WalFrame frame = new WalFrame(first, parts(content, records), parts(content, blobs));
      if (content.hasRemaining() || records < 1) {
        throw new IllegalArgumentException("a frame's content has another length");
      }
      return frame;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a frame's content is too short", e);
    }
  }

  private static List<byte[]> parts(ByteBuffer content, int count) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = content.getInt();
      if (length < 0 || length > content.remaining()) {
        throw new IllegalArgumentException("a part of a frame is too long");
      }
      byte[] part = new byte[length];
      content.get(part);
      parts.add(part);
    }
    return parts;
  }
}
