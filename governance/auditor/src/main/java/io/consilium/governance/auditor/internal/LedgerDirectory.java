package io.consilium.governance.auditor.internal;

import io.consilium.governance.ledger.format.LogSource;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The files of a ledger, read only. */
final class LedgerDirectory implements LogSource {
  private final Path path;

  private LedgerDirectory(Path path) {
    this.path = path;
  }

  /**
   * The ledger of a directory.
   *
   * @throws AuditFailure if there is none
   */
  static LedgerDirectory at(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute.resolve("log.vkey"))
        && !Files.exists(absolute.resolve("checkpoint"))) {
      throw AuditFailure.usage(
          "There is no ledger in ("
              + absolute
              + "). Maybe name the directory that holds \"checkpoint\" and \"log.vkey\", or run a"
              + " task first.");
    }
    return new LedgerDirectory(absolute);
  }

  Path path() {
    return path;
  }

  @Override
  public byte[] read(String relative) throws IOException {
    return Files.readAllBytes(path.resolve(relative));
  }

  Optional<byte[]> find(String relative) throws IOException {
    try {
      return Optional.of(read(relative));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Names of files in a directory, sorted; empty if there is none. */
  List<String> names(String relative) throws IOException {
    try (Stream<Path> files = Files.list(path.resolve(relative))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  /** Goes through all files, relative and with slashes; those that go meanwhile are left out. */
  void each(Consumer<String> to) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            to.accept(path.relativize(file).toString().replace('\\', '/'));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return goneOr(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            return e == null ? FileVisitResult.CONTINUE : goneOr(e);
          }
        });
  }

  private static FileVisitResult goneOr(IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  /** The key in the ledger itself. */
  VerifierKey ownKey() throws IOException {
    return key("log.vkey", new String(read("log.vkey"), StandardCharsets.UTF_8));
  }

  /** A key given from outside: a file, or the key itself. */
  static VerifierKey key(String given) throws IOException {
    Path file = Path.of(given);
    return Files.isRegularFile(file) ? key(given, Files.readString(file)) : key(given, given);
  }

  private static VerifierKey key(String where, String text) {
    try {
      return VerifierKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw AuditFailure.failed("The key (" + where + ") cannot be used: " + e.getMessage());
    }
  }
}
