package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.LogSource;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.TilePath;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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
  private static final String KEYS = "keys/";
  private static final String ENTRIES = "tile/entries/";

  /** The largest payload that a ledger takes, sealed. */
  private static final long PAYLOAD = (256L << 20) + 64;

  private static final long SMALL = 1 << 20;

  private final Path path;
  private final Typed typed;
  private volatile boolean withheld;

  private LedgerDirectory(Path path, Typed typed) {
    this.path = path;
    this.typed = typed;
  }

  /**
   * The ledger of a directory.
   *
   * @throws AuditFailure if there is none
   */
  static LedgerDirectory at(Path path, Typed typed) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!Files.exists(absolute.resolve("log.vkey"))
        && !Files.exists(absolute.resolve("checkpoint"))) {
      throw AuditFailure.usage(
          "There is no ledger in ("
              + absolute
              + "). Maybe name the directory that holds \"checkpoint\" and \"log.vkey\", or run a"
              + " task first.");
    }
    return new LedgerDirectory(absolute, typed);
  }

  /** How the auditor's commands are typed about this ledger. */
  Typed typed() {
    return typed;
  }

  Path path() {
    return path;
  }

  @Override
  public byte[] read(String relative) throws IOException {
    Path file = path.resolve(relative);
    if (Files.isDirectory(file)) {
      throw new DamagedException(relative, "is a directory");
    } else if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device or a pipe would be read for ever.
      throw new DamagedException(relative, "is no regular file");
    }
    long most = most(relative);
    if (Files.size(file) > most) {
      throw new DamagedException(relative, "has more than " + most + " bytes, as no such file has");
    }
    return Files.readAllBytes(file);
  }

  /** What somebody else wrote must not take all memory. */
  private static long most(String relative) {
    if (relative.startsWith(ENTRIES)) {
      return TilePath.FULL * (2L + DecisionRecord.MAX_BYTES);
    } else if (relative.startsWith("tile/")) {
      return (long) TilePath.FULL * Merkle.HASH;
    } else if (relative.startsWith("wal/")) {
      return Integer.MAX_VALUE - 8;
    }
    return relative.startsWith("blobs/") ? PAYLOAD : SMALL;
  }

  /** Empty if it is not here, or a key that this user may not read: as if it had not come. */
  Optional<byte[]> find(String relative) throws IOException {
    try {
      return Optional.of(read(relative));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      withhold(relative, e);
      return Optional.empty();
    }
  }

  private void withhold(String relative, AccessDeniedException e) throws AccessDeniedException {
    if (!(relative + "/").startsWith(KEYS)) {
      throw e;
    }
    withheld = true;
  }

  /** True if keys are here that this user may not read. */
  boolean withheld() {
    return withheld;
  }

  /** Names of files in a directory, sorted; empty if there is none. */
  List<String> names(String relative) throws IOException {
    try (Stream<Path> files = Files.list(path.resolve(relative))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (AccessDeniedException e) {
      withhold(relative, e);
      return List.of();
    }
  }

  /** True if the tile or bundle is here, or the full one in its place. */
  boolean holds(TilePath tile) {
    return Files.isRegularFile(path.resolve(tile.path()))
        || Files.isRegularFile(path.resolve(tile.full().path()));
  }

  /** Files of entries, whichever. */
  long bundles() throws IOException {
    long[] count = {0};
    each(file -> count[0] += file.startsWith(ENTRIES) ? 1 : 0);
    return count[0];
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
            if (e instanceof AccessDeniedException denied) {
              withhold(path.relativize(file).toString(), denied);
              return FileVisitResult.CONTINUE;
            }
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
    try {
      return VerifierKey.parse(new String(read("log.vkey"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw AuditFailure.failed("The key (log.vkey) cannot be used: " + e.getMessage());
    }
  }

  /** A key given from outside: a file, or the key itself. */
  static VerifierKey key(String given) throws IOException {
    try {
      Path file = Path.of(given);
      return VerifierKey.parse(Files.isRegularFile(file) ? Files.readString(file) : given);
    } catch (IllegalArgumentException e) {
      throw AuditFailure.usage("The key (" + given + ") cannot be used: " + e.getMessage());
    }
  }
}
