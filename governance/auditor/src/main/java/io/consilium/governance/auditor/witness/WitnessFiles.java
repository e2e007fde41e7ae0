package io.consilium.governance.auditor.witness;

import io.consilium.api.task.Digest;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A witness's state directory: {@code logs/<SHA-256 of the origin>/checkpoint} and {@code
 * evidence/} beside it. One process at a time holds it. Thread-safe for different origins.
 */
final class WitnessFiles implements WitnessMemory, AutoCloseable {
  static final String PUBLIC = "witness.vkey";

  /** Kept of one log; a log that forks once may fork for ever. */
  private static final int MOST_EVIDENCE = 100;

  // POSIX lets go of a process's lock when any of its channels to the file is closed, so that a
  // second attempt in this process must not even open it.
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;

  private WitnessFiles(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Opens a state directory, made if it does not exist.
   *
   * @throws WitnessFailure if another witness holds it
   */
  static WitnessFiles open(Path directory) throws IOException {
    makeDirectory(directory.toAbsolutePath());
    Path absolute = directory.toRealPath();
    if (LOCKED.add(absolute)) {
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("witness.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new WitnessFiles(absolute, channel);
      }
      channel.close();
      LOCKED.remove(absolute);
    }
    throw new WitnessFailure(
        "Another witness works in ("
            + absolute
            + "). Maybe stop it: two with one key could cosign two histories.");
  }

  Path directory() {
    return directory;
  }

  /** True if something was cosigned from here. */
  boolean begun() throws IOException {
    try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
      return logs.findAny().isPresent();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path log(String origin) {
    return directory.resolve("logs").resolve(hash(origin.getBytes(StandardCharsets.UTF_8)));
  }

  /** Hexadecimal SHA-256, by which a log is named in paths and URLs. */
  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Digest.sha256().digest(bytes));
  }

  @Override
  public Optional<byte[]> last(String origin) throws IOException {
    return find(log(origin).resolve("checkpoint"));
  }

  static Optional<byte[]> find(Path file) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void keep(String origin, byte[] note) throws IOException {
    replace(log(origin).resolve("checkpoint"), note, false);
  }

  @Override
  public Optional<String> evidence(String origin, byte[] request, String account)
      throws IOException {
    Path kept = log(origin).resolve("evidence");
    makeDirectory(kept);
    Path file = kept.resolve(hash(request).substring(0, 16));
    try (Stream<Path> files = Files.list(kept)) {
      if (Files.exists(file) || files.count() >= MOST_EVIDENCE) {
        return Optional.empty();
      }
    }
    byte[] head = account.getBytes(StandardCharsets.UTF_8);
    replace(
        file,
        ByteBuffer.allocate(head.length + request.length).put(head).put(request).array(),
        false);
    return Optional.of(file.toString());
  }

  /** Writes a file so that it is there as a whole, forced, or not at all. */
  static void replace(Path file, byte[] content, boolean secret) throws IOException {
    makeDirectory(file.toAbsolutePath().getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, secret ? ownerOnly(temporary) : new FileAttribute<?>[0]);
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(file.toAbsolutePath().getParent());
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    makeDirectory(parent);
    Files.createDirectories(directory);
    force(parent);
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    LOCKED.remove(directory);
  }
}
