package io.consilium.governance.auditor.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The files of a query index: the database, and a seal of it as it was when it was last written, so
 * that damage is noticed before an answer is taken from it. The seal is the SHA-256 of its bytes,
 * and what the file system says of the file; where that is the same the bytes are not read.
 */
final class IndexFile {
  private static final String DATABASE = "records.sqlite";
  private static final String SEAL = "records.sha256";
  private static final String UNIX = "unix";
  private static final String UNTOLD = "-";
  private static final List<String> STATED = List.of("size", "lastModifiedTime", "ctime", "ino");

  private final Path directory;

  IndexFile(Path directory) {
    this.directory = directory;
  }

  /** Where the index of a ledger lies unless it is said otherwise: beside it. */
  static Path beside(Path ledger) {
    return ledger.resolveSibling(ledger.getFileName() + ".index");
  }

  Path directory() {
    return directory;
  }

  Path database() {
    return directory.resolve(DATABASE);
  }

  boolean exists() {
    return Files.exists(database());
  }

  /** True if the database is what was written; reads all of it only if its file was touched. */
  boolean sound() throws IOException {
    return untouched() || whole();
  }

  /** True if its file is as it was left, as far as the file system tells. */
  boolean untouched() throws IOException {
    List<String> seal = sealed();
    String state = state();
    return seal.size() > 1 && !state.equals(UNTOLD) && seal.get(1).equals(state);
  }

  /** True if the bytes of the database are those that were written. */
  boolean whole() throws IOException {
    List<String> seal = sealed();
    return !seal.isEmpty() && seal.get(0).equals(digest());
  }

  private List<String> sealed() throws IOException {
    Path seal = directory.resolve(SEAL);
    try {
      return Files.isRegularFile(seal) ? Files.readAllLines(seal) : List.of();
    } catch (CharacterCodingException e) {
      return List.of();
    }
  }

  /** Says that the database is what was written from now on. */
  void seal() throws IOException {
    try (FileChannel database = FileChannel.open(database(), StandardOpenOption.WRITE)) {
      // After a power cut its times could else be those of bytes that never came to the disk.
      database.force(true);
    }
    // Before the bytes are read: what changes them meanwhile changes it.
    String state = state();
    Path next = directory.resolve(SEAL + ".tmp");
    Files.write(next, List.of(digest(), state));
    Files.move(next, directory.resolve(SEAL), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What no change of the bytes leaves as it is; a dash where the file system does not tell. */
  private String state() throws IOException {
    if (!database().getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
      return UNTOLD;
    }
    Map<String, Object> all =
        Files.readAttributes(database(), UNIX + ":" + String.join(",", STATED));
    return STATED.stream().map(name -> text(all.get(name))).collect(Collectors.joining(" "));
  }

  private static String text(Object value) {
    return value instanceof FileTime time
        ? Long.toString(time.to(TimeUnit.NANOSECONDS))
        : String.valueOf(value);
  }

  void create() throws IOException {
    Files.createDirectories(directory);
    delete();
  }

  void delete() throws IOException {
    for (String name : new String[] {SEAL, DATABASE, DATABASE + "-journal"}) {
      Files.deleteIfExists(directory.resolve(name));
    }
  }

  private String digest() throws IOException {
    try (InputStream in = Files.newInputStream(database());
        DigestInputStream digest = new DigestInputStream(in, Digest.sha256())) {
      byte[] buffer = new byte[1 << 20];
      while (digest.read(buffer) >= 0) {
        // Only the digest is wanted.
      }
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }
  }
}
