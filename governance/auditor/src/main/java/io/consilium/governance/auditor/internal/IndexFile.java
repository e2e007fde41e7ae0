package io.consilium.governance.auditor.internal;

import io.consilium.api.task.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;

/**
 * The files of a query index: the database, and the SHA-256 of its bytes as they were when it was
 * last written, so that damage is noticed before an answer is taken from it.
 */
final class IndexFile {
  private static final String DATABASE = "records.sqlite";
  private static final String DIGEST = "records.sha256";

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

  /** True if the database is what was written. */
  boolean sound() throws IOException {
    Path digest = directory.resolve(DIGEST);
    return Files.isRegularFile(digest) && Files.readString(digest).strip().equals(digest());
  }

  /** Says that the database is what was written from now on. */
  void seal() throws IOException {
    Path next = directory.resolve(DIGEST + ".tmp");
    Files.writeString(next, digest() + "\n", StandardCharsets.UTF_8);
    Files.move(next, directory.resolve(DIGEST), StandardCopyOption.REPLACE_EXISTING);
  }

  void create() throws IOException {
    Files.createDirectories(directory);
    delete();
  }

  void delete() throws IOException {
    for (String name : new String[] {DIGEST, DATABASE, DATABASE + "-journal"}) {
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
