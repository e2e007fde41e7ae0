package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;

/**
 * Sealed payloads in files named by the SHA-256 of their ciphertext. Small ones live in the
 * write-ahead log first and come here when their records are integrated. Thread-safe.
 */
final class Blobs {
  private static final int BUFFER = 1 << 16;

  private final Disk disk;
  private final Path ledger;
  private final Map<String, byte[]> waiting = new ConcurrentHashMap<>();
  private final Set<Path> unforced = ConcurrentHashMap.newKeySet();

  Blobs(Disk disk, Path ledger) {
    this.disk = disk;
    this.ledger = ledger;
  }

  /** Keeps a small blob readable until it has its file. */
  void wait(String blob, byte[] sealed) {
    waiting.put(blob, sealed);
  }

  byte[] read(String blob) throws IOException {
    byte[] sealed = waiting.get(blob);
    return sealed != null ? sealed : disk.read(ledger.resolve(Seal.path(blob)));
  }

  /** Gives blobs of the log their files; {@link #force} makes them last. */
  void store(List<byte[]> sealed) throws IOException {
    for (byte[] bytes : sealed) {
      String blob = HexFormat.of().formatHex(sha256(bytes));
      Path file = ledger.resolve(Seal.path(blob));
      if (!same(file, bytes)) {
        disk.makeDirectory(file.getParent(), Disk.Access.SHARED);
        // Readers beside us must never see half a blob under its name.
        Path temporary = ledger.resolve("blobs").resolve(blob + ".tmp");
        try (Disk.Writer writer = disk.create(temporary, Disk.Access.SHARED)) {
          writer.write(ByteBuffer.wrap(bytes));
        }
        disk.rename(temporary, file);
      }
      unforced.add(file);
      waiting.remove(blob);
    }
  }

  private boolean same(Path file, byte[] bytes) throws IOException {
    try {
      return java.util.Arrays.equals(disk.read(file), bytes);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Deletes blobs, and returns when they are gone for good. */
  void delete(List<String> names) throws IOException {
    Set<Path> directories = new TreeSet<>();
    for (String blob : names) {
      Path file = ledger.resolve(Seal.path(blob));
      waiting.remove(blob);
      unforced.remove(file);
      if (disk.exists(file)) {
        disk.delete(file);
        directories.add(file.getParent());
      }
    }
    for (Path directory : directories) {
      disk.forceDirectory(directory);
    }
  }

  /** Returns when all stored blobs are on disk. */
  void force() throws IOException {
    List<Path> files = new ArrayList<>(unforced);
    Set<Path> directories = new TreeSet<>();
    for (Path file : files) {
      forceUnlessDeleted(file);
      directories.add(file.getParent());
    }
    for (Path directory : directories) {
      disk.forceDirectory(directory);
    }
    unforced.removeAll(files);
  }

  /** An erasure does not wait until those are forced that it deletes. */
  private void forceUnlessDeleted(Path file) throws IOException {
    try {
      disk.force(file);
    } catch (NoSuchFileException e) {
      if (unforced.contains(file)) {
        throw e;
      }
    }
  }

  /**
   * Encrypts a stream into a file of its own, forced.
   *
   * @return the blob's name
   */
  String stream(byte[] header, Cipher cipher, InputStream plaintext) throws IOException {
    Path temporary = ledger.resolve("blobs").resolve(UUID.randomUUID() + ".tmp");
    MessageDigest sha256 = sha256();
    try (Disk.Writer writer = disk.create(temporary, Disk.Access.SHARED)) {
      put(writer, sha256, header);
      byte[] buffer = new byte[BUFFER];
      for (int read = plaintext.read(buffer); read >= 0; read = plaintext.read(buffer)) {
        put(writer, sha256, cipher.update(buffer, 0, read));
      }
      put(writer, sha256, cipher.doFinal());
      writer.force();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt.", e);
    } catch (SourceException e) {
      disk.delete(temporary);
      throw e;
    }
    String blob = HexFormat.of().formatHex(sha256.digest());
    Path file = ledger.resolve(Seal.path(blob));
    disk.makeDirectory(file.getParent(), Disk.Access.SHARED);
    disk.rename(temporary, file);
    disk.forceDirectory(file.getParent());
    return blob;
  }

  private static void put(Disk.Writer writer, MessageDigest sha256, byte[] bytes)
      throws IOException {
    if (bytes != null && bytes.length > 0) {
      sha256.update(bytes);
      writer.write(ByteBuffer.wrap(bytes));
    }
  }

  static MessageDigest sha256() {
    return io.consilium.api.task.Digest.sha256();
  }

  static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  /** The payload itself could not be read; the disk is not to blame. */
  static final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
