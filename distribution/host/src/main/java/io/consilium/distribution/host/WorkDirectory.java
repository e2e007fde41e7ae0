package io.consilium.distribution.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory that holds everything a host writes. One host at a time owns it, by the lock on
 * {@code host.lock}; the operating system lets go of it when the process dies, however it dies.
 */
final class WorkDirectory {
  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens a work directory, making it if need be.
   *
   * @throws Complaint if it cannot be used
   */
  static WorkDirectory open(Path path) {
    Path directory = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(directory);
      Files.createDirectories(directory.resolve("plugins"));
      return new WorkDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      throw Complaint.usage(
          "The work directory " + directory + " is a file. Maybe name another with --work.");
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static Complaint unusable(Path directory, IOException e) {
    String why =
        e instanceof AccessDeniedException
            ? "permission denied"
            : e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.getMessage();
    return Complaint.usage(
        "The work directory "
            + directory
            + " cannot be written ("
            + why
            + "). Maybe name another with --work, or free some space.");
  }

  Path path() {
    return path;
  }

  /** Takes the directory; empty if another process has it. */
  Optional<Held> take() {
    Path file = path.resolve("host.lock");
    try {
      RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
      FileChannel channel = open.getChannel();
      FileLock lock = channel.tryLock();
      if (lock == null) {
        open.close();
        return Optional.empty();
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      open.setLength(0);
      open.write(pid);
      return Optional.of(new Held(open));
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** The process that last took the directory, for messages. */
  String owner() {
    try {
      return Files.readString(path.resolve("host.lock")).trim();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The right to be the directory's host, until closed. */
  static final class Held implements AutoCloseable {
    private final RandomAccessFile open;

    private Held(RandomAccessFile open) {
      this.open = open;
    }

    @Override
    public void close() {
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
