package io.consilium.governance.ledger.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Every touch of the disk goes through here, so that faults can be injected. What is written
 * survives a power cut only once it was forced; a file's existence and name, once its directory
 * was.
 */
interface Disk {

  /** A file being written at its end. */
  interface Writer extends Closeable {
    /** Writes all bytes, or fails with some of them written. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when the content is on disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** The whole content; fails with {@link java.nio.file.NoSuchFileException} if there is none. */
  byte[] read(Path file) throws IOException;

  boolean exists(Path file);

  /** Bytes in all files below a directory. */
  long usedBytes(Path directory) throws IOException;

  /** Bytes that could still be written there. */
  long freeBytes(Path directory) throws IOException;

  /** True if anybody but the owner may read or write the file. */
  boolean openToOthers(Path file) throws IOException;

  /** The files and directories in a directory, sorted; empty if it does not exist. */
  List<Path> list(Path directory) throws IOException;

  /** Makes a directory and those above it, and forces their names. */
  void makeDirectory(Path directory, Access access) throws IOException;

  /** Makes a file, or empties it. */
  Writer create(Path file, Access access) throws IOException;

  /** Writes zeros over all of a file's content, in place, and forces them. */
  void blank(Path file) throws IOException;

  /** Gives a file another name, in place of what had it. */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory, if it is there. */
  void delete(Path file) throws IOException;

  /** Returns when the names in a directory are on disk. */
  void forceDirectory(Path directory) throws IOException;

  /** Forces a file that was written earlier. */
  void force(Path file) throws IOException;

  /**
   * Keeps other hosts out.
   *
   * @throws IOException if another holds the lock; the message says who
   */
  Closeable lock(Path file) throws IOException;

  /** Who may read. */
  enum Access {
    SHARED,
    /** The owner alone. */
    SECRET
  }

  /** Writes a file so that it is there as a whole, forced, or not at all. */
  default void replace(Path file, byte[] content, Access access) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (Writer writer = create(temporary, access)) {
      writer.write(ByteBuffer.wrap(content));
      writer.force();
    }
    rename(temporary, file);
    forceDirectory(file.getParent());
  }
}
