package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.UnitKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The log's signing key and the one that follows it. A rotation is decided when its file is there;
 * everything after that is finished at the next start. Used by one thread, but for {@link
 * #prepare}.
 */
final class SigningKeys {
  private static final String KEY = "keys/log.key";
  private static final String NEXT = "keys/next.key";
  static final String PUBLIC = "log.vkey";

  private final Disk disk;
  private final Path ledger;
  private SignerKey key;
  private Optional<Rotation> before = Optional.empty();
  private volatile SignerKey next;

  private SigningKeys(Disk disk, Path ledger) {
    this.disk = disk;
    this.ledger = ledger;
  }

  /**
   * Reads the keys, or makes one.
   *
   * @param begun true if the log has checkpoints, and must have a key
   */
  static SigningKeys open(Disk disk, Path ledger, String origin, boolean begun) throws IOException {
    SigningKeys keys = new SigningKeys(disk, ledger);
    keys.finishErasing();
    Optional<SignerKey> next = keys.read(NEXT);
    if (next.isPresent() && disk.exists(ledger.resolve(Rotation.path(next.get().verifier())))) {
      keys.next = next.get();
      keys.replaceKey();
    }
    Optional<SignerKey> known = keys.read(KEY);
    if (known.isEmpty() && (begun || disk.exists(ledger.resolve(PUBLIC)))) {
      throw new LedgerFailure(
          "The signing key "
              + ledger.resolve(KEY)
              + " is missing though the log had one. Maybe restore it from a backup, or"
              + " move the directory away to begin a new log.");
    }
    keys.key = known.isPresent() ? known.get() : keys.create(KEY, origin);
    keys.next = keys.read(NEXT).orElse(null);
    keys.before = keys.rotation(keys.key.verifier());
    keys.publish();
    return keys;
  }

  private void finishErasing() throws IOException {
    Path file = ledger.resolve(NEXT);
    if (disk.exists(file) && UnitKey.blank(disk.read(file))) {
      disk.delete(file);
    }
  }

  private Optional<SignerKey> read(String file) throws IOException {
    Path path = ledger.resolve(file);
    try {
      String secret = new String(disk.read(path), StandardCharsets.UTF_8);
      if (disk.openToOthers(path)) {
        throw new LedgerFailure(
            "The signing key "
                + path
                + " can be read or written by others than its owner, so that nothing is signed with"
                + " it. Maybe run \"chmod 600 "
                + path
                + "\", and rotate it if somebody may have copied it.");
      }
      return Optional.of(SignerKey.parse(secret));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new LedgerFailure(
          path + " is damaged: " + e.getMessage() + " Maybe restore it from a backup.", e);
    }
  }

  private SignerKey create(String file, String origin) throws IOException {
    SignerKey made = SignerKey.generate(origin);
    disk.replace(ledger.resolve(file), secret(made), Disk.Access.SECRET);
    return made;
  }

  private static byte[] secret(SignerKey key) {
    return (key.secret() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private Optional<Rotation> rotation(VerifierKey to) throws IOException {
    Path file = ledger.resolve(Rotation.path(to));
    try {
      return Optional.of(Rotation.parse(disk.read(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new LedgerFailure(
          file + " is damaged: " + e.getMessage() + " Maybe restore it from a backup.", e);
    }
  }

  private void publish() throws IOException {
    byte[] line = (key.verifier() + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = ledger.resolve(PUBLIC);
    if (!disk.exists(file) || !Arrays.equals(disk.read(file), line)) {
      disk.replace(file, line, Disk.Access.SHARED);
    }
  }

  SignerKey key() {
    return key;
  }

  /**
   * Reads one of our own checkpoints: of this key, or of the one before up to where this one began.
   *
   * @throws IllegalArgumentException if it is none
   */
  Checkpoint open(byte[] note) {
    if (before.isPresent()) {
      try {
        Checkpoint earlier = Checkpoint.open(note, before.get().from());
        if (earlier.size() <= before.get().check().size()) {
          return earlier;
        }
      } catch (IllegalArgumentException e) {
        // Then it must be of this key.
      }
    }
    return Checkpoint.open(note, key.verifier());
  }

  /** Makes the next key and keeps it; it signs nothing before {@link #rotate}. Thread-safe. */
  synchronized VerifierKey prepare() throws IOException {
    if (next == null) {
      next = create(NEXT, key.verifier().name());
    }
    return next.verifier();
  }

  /** The key that waits for the record that names it. */
  Optional<VerifierKey> prepared() {
    return Optional.ofNullable(next).map(SignerKey::verifier);
  }

  /** Throws a prepared key away that no record names. */
  void abandon() throws IOException {
    next = null;
    erase(ledger.resolve(NEXT));
  }

  /**
   * Goes over to the prepared key, and destroys the old one.
   *
   * @param note the old key's last checkpoint, which covers the record of the rotation
   * @param text what it signs
   * @return the same checkpoint, signed by both
   */
  String rotate(String note, String text) throws IOException {
    String both = note + next.note(text).substring(text.length() + 1);
    Rotation rotation = new Rotation(key.verifier(), next.verifier(), both);
    Path file = ledger.resolve(Rotation.path(next.verifier()));
    disk.makeDirectory(file.getParent(), Disk.Access.SHARED);
    disk.replace(file, rotation.text().getBytes(StandardCharsets.UTF_8), Disk.Access.SHARED);
    before = Optional.of(rotation);
    replaceKey();
    publish();
    return both;
  }

  private void replaceKey() throws IOException {
    Path old = ledger.resolve(KEY);
    if (disk.exists(old) && !UnitKey.blank(disk.read(old))) {
      disk.blank(old);
    }
    disk.replace(old, secret(next), Disk.Access.SECRET);
    erase(ledger.resolve(NEXT));
    key = next;
    next = null;
  }

  private void erase(Path file) throws IOException {
    disk.blank(file);
    disk.delete(file);
    disk.forceDirectory(file.getParent());
  }
}
