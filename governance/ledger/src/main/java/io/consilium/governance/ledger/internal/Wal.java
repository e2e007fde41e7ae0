package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.WalFrame;
import io.consilium.governance.ledger.format.WalSegment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The write-ahead log: whole frames at the end of the newest segment, forced together. Used by the
 * one writer thread, but for {@link #retire}.
 */
final class Wal {
  private final Disk disk;
  private final Path directory;
  private final long segmentBytes;
  private final Deque<Segment> old = new ArrayDeque<>();
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
  private Disk.Writer writer;
  private Path file;
  private long length;

  /** A segment that is written no more. */
  private record Segment(Path file, long next) {}

  Wal(Disk disk, Path directory, long segmentBytes) {
    this.disk = disk;
    this.directory = directory;
    this.segmentBytes = segmentBytes;
  }

  /** Returns when all frames are on disk. */
  void commit(List<WalFrame> frames) throws IOException {
    if (writer == null) {
      begin(frames.get(0).first());
    }
    int bytes = frames.stream().mapToInt(WalFrame::length).reduce(0, Math::addExact);
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes);
    }
    buffer.clear();
    frames.forEach(frame -> frame.encode(buffer, length));
    writer.write(buffer.flip());
    writer.force();
    length += bytes;
    if (length >= segmentBytes) {
      writer.close();
      writer = null;
      synchronized (old) {
        old.add(new Segment(file, frames.get(frames.size() - 1).next()));
      }
    }
  }

  private void begin(long first) throws IOException {
    file = directory.resolve(WalSegment.name(first));
    writer = disk.create(file, Disk.Access.SHARED);
    writer.write(ByteBuffer.wrap(WalSegment.header(first)));
    writer.force();
    disk.forceDirectory(directory);
    length = WalSegment.HEADER;
  }

  /**
   * True if a segment could be dropped once everything before {@code integrated} is in the tree.
   */
  boolean retirable(long integrated) {
    synchronized (old) {
      return !old.isEmpty() && old.peek().next <= integrated;
    }
  }

  /** Drops the segments that hold nothing but what is in the tree. */
  void retire(long integrated) throws IOException {
    synchronized (old) {
      while (retirable(integrated)) {
        disk.delete(old.peek().file);
        old.remove();
      }
    }
  }

  /** Ends the log; if everything is in the tree, nothing of it stays. */
  void close(boolean integrated) throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
      if (integrated) {
        disk.delete(file);
      }
    }
  }
}
