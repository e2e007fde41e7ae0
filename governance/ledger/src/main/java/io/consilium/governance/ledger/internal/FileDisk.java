package io.consilium.governance.ledger.internal;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The disk of the machine. Thread-safe. A thread that is interrupted meanwhile finishes its work
 * here and stays interrupted: channels that close themselves would cost the ledger its life.
 */
final class FileDisk implements Disk {
  private static final FileAttribute<?>[] NONE = {};
  private static final String MINE = "rwx------";

  // POSIX lets go of a process's lock when any of its channels to the file is closed, so that a
  // second attempt in this process must not even open it.
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  @Override
  public byte[] read(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      throw e;
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public long usedBytes(Path directory) throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return bytes[0];
  }

  @Override
  public long freeBytes(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  @Override
  public boolean openToOthers(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------");
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public void makeDirectory(Path directory, Access access) throws IOException {
    if (Files.isDirectory(directory)) {
      if (access == Access.SECRET && attributes(directory, access, MINE).length > 0) {
        // A copy put back from a backup may have come with wider rights.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(MINE));
      }
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      makeDirectory(parent, access);
    }
    try {
      Files.createDirectory(directory, attributes(directory, access, MINE));
    } catch (java.nio.file.FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  private static FileAttribute<?>[] attributes(Path file, Access access, String mode) {
    if (access == Access.SHARED
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return NONE;
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }

  @Override
  public Writer create(Path file, Access access) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, attributes(file, access, "rw-------"));
    return new StreamWriter(new FileOutputStream(file.toFile()));
  }

  private record StreamWriter(FileOutputStream out) implements Writer {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    @Override
    public void force() throws IOException {
      out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  @Override
  public void blank(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(existing(file), "rw")) {
      open.write(new byte[Math.toIntExact(open.length())]);
      open.getFD().sync();
    }
  }

  /** A random access file would be made if there were none. */
  private static File existing(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file.toFile();
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    force(directory, StandardOpenOption.READ);
  }

  @Override
  public void force(Path file) throws IOException {
    force(file, StandardOpenOption.WRITE);
  }

  private static void force(Path file, OpenOption option) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(file, option)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    Path known = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    if (!LOCKED.add(known)) {
      throw held(ProcessHandle.current());
    }
    try {
      FileChannel channel = locked(file);
      return () -> {
        channel.close();
        LOCKED.remove(known);
      };
    } catch (IOException | RuntimeException e) {
      LOCKED.remove(known);
      throw e;
    }
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw held(file);
      }
      channel.truncate(0);
      String holder = name(ProcessHandle.current()) + "\n";
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw held(ProcessHandle.current());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static String name(ProcessHandle process) {
    return "pid " + process.pid();
  }

  private static HeldException held(ProcessHandle process) {
    return new HeldException(name(process));
  }

  private static HeldException held(Path file) {
    String holder;
    try {
      holder = Files.readString(file).strip();
    } catch (IOException e) {
      holder = "";
    }
    return new HeldException(holder);
  }

  /** Another host holds the lock. */
  static final class HeldException extends IOException {
    private static final long serialVersionUID = 1L;

    HeldException(String holder) {
      super(holder.isEmpty() ? "unknown process" : holder);
    }
  }
}
