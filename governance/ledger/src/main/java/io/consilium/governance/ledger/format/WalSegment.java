package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one segment of the write-ahead log holds. A segment is a file {@code wal/<first>.wal}: a
 * header and {@link WalFrame}s.
 *
 * @param first sequence of the first record, from the header
 * @param frames the whole frames, in order
 * @param valid bytes up to the end of the last whole frame
 * @param tail what follows them
 * @param problem what is wrong after {@code valid}; empty if nothing follows
 */
public record WalSegment(long first, List<WalFrame> frames, long valid, Tail tail, String problem) {
  /** Bytes before the first frame: a mark, the first sequence, and their CRC-32C. */
  public static final int HEADER = 20;

  private static final byte[] MARK = "CNSLWAL1".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern NAME = Pattern.compile("([0-9]{19})\\.wal");

  /** What follows the last whole frame. */
  public enum Tail {
    /** Nothing. */
    CLEAN,
    /** The beginning of a frame: a write was interrupted, or is under way. */
    INCOMPLETE,
    /** Bytes that are no frame, and that nothing shows to have been acknowledged. */
    BROKEN,
    /** Bytes that are no frame though they had been acknowledged: a loss. */
    LOST
  }

  public WalSegment {
    frames = List.copyOf(frames);
  }

  /** The file name of the segment that begins with a sequence. */
  public static String name(long first) {
    return String.format(Locale.ROOT, "%019d.wal", first);
  }

  /** The first sequence by a file's name; empty if it is no segment. */
  public static OptionalLong first(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /** The header of a segment. */
  public static byte[] header(long first) {
    ByteBuffer header = ByteBuffer.allocate(HEADER).put(MARK).putLong(first);
    return header.putInt(WalFrame.crc(header, 0, 16)).array();
  }

  /** The sequence after the last whole frame. */
  public long next() {
    return frames.isEmpty() ? first : frames.get(frames.size() - 1).next();
  }

  /**
   * Reads a segment; never fails, whatever the bytes.
   *
   * @param first the first sequence, by the file's name
   */
  public static WalSegment read(long first, byte[] bytes) {
    byte[] header = header(first);
    int same = java.util.Arrays.mismatch(header, bytes);
    if (bytes.length < HEADER && (same == bytes.length || same < 0)) {
      return new WalSegment(first, List.of(), 0, Tail.INCOMPLETE, "the header is not whole");
    }
    if (same >= 0 && same < HEADER) {
      Tail tail = laterAcknowledged(bytes, 0, 0) ? Tail.LOST : Tail.BROKEN;
      return new WalSegment(first, List.of(), 0, tail, "the header is not one");
    }
    return frames(first, bytes);
  }

  private static WalSegment frames(long first, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<WalFrame> frames = new ArrayList<>();
    long next = first;
    int at = HEADER;
    while (at < bytes.length) {
      if (incomplete(buffer, at)) {
        return new WalSegment(
            first, frames, at, Tail.INCOMPLETE, "the last frame at byte " + at + " is not whole");
      }
      String problem = problem(buffer, at, next);
      if (!problem.isEmpty()) {
        Tail tail = laterAcknowledged(bytes, at + 1, at) ? Tail.LOST : Tail.BROKEN;
        return new WalSegment(first, frames, at, tail, problem + " at byte " + at);
      }
      WalFrame frame = WalFrame.decode(content(buffer, at));
      frames.add(frame);
      next = frame.next();
      at += WalFrame.HEADER + buffer.getInt(at + 4);
    }
    return new WalSegment(first, frames, at, Tail.CLEAN, "");
  }

  private static boolean incomplete(ByteBuffer buffer, int at) {
    int left = buffer.limit() - at;
    if (left < WalFrame.HEADER) {
      ByteBuffer magic = ByteBuffer.allocate(4).putInt(0, WalFrame.MAGIC);
      int known = Math.min(4, left);
      return magic.slice(0, known).equals(buffer.slice(at, known));
    }
    return soundHeader(buffer, at) && left < WalFrame.HEADER + buffer.getInt(at + 4);
  }

  private static boolean soundHeader(ByteBuffer buffer, int at) {
    return buffer.getInt(at) == WalFrame.MAGIC
        && buffer.getInt(at + 16) == WalFrame.crc(buffer, at, at + 16)
        && buffer.getInt(at + 4) >= 16
        && buffer.getInt(at + 4) <= WalFrame.MAX_CONTENT;
  }

  private static ByteBuffer content(ByteBuffer buffer, int at) {
    return buffer.slice(at + WalFrame.HEADER, buffer.getInt(at + 4));
  }

  private static String problem(ByteBuffer buffer, int at, long next) {
    if (buffer.limit() - at < WalFrame.HEADER || !soundHeader(buffer, at)) {
      return "the frame's header does not match its checksum";
    }
    ByteBuffer content = content(buffer, at);
    if (buffer.getInt(at + 20) != WalFrame.crc(content, 0, content.limit())) {
      return "the frame's content does not match its checksum";
    }
    try {
      WalFrame frame = WalFrame.decode(content);
      return frame.first() == next
          ? ""
          : "the frame begins with record " + frame.first() + ", not " + next + ",";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  /** True if a whole frame after {@code from} says that the bytes at {@code place} were forced. */
  private static boolean laterAcknowledged(byte[] bytes, int from, int place) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int at = from; at + WalFrame.HEADER <= bytes.length; at++) {
      if (buffer.getInt(at) == WalFrame.MAGIC
          && soundHeader(buffer, at)
          && buffer.getLong(at + 8) > place) {
        return true;
      }
    }
    return false;
  }
}
