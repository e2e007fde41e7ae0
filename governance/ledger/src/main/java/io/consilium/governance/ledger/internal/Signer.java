package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.LedgerFailure;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.TileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Signs checkpoints, each only if it continues the one before. The last one is kept beside the key,
 * apart from the log, so that a log put back to an earlier state is noticed. Used by one thread.
 */
final class Signer {
  private static final String KEY = "keys/log.key";
  private static final String LAST = "keys/last-signed";
  static final String PUBLIC = "log.vkey";
  static final String PUBLISHED = "checkpoint";

  private final Disk disk;
  private final Path ledger;
  private final SignerKey key;
  private Optional<Witnesses> witnesses = Optional.empty();
  private Checkpoint last;
  private String note;

  private Signer(Disk disk, Path ledger, SignerKey key) {
    this.disk = disk;
    this.ledger = ledger;
    this.key = key;
    this.last = new Checkpoint(key.verifier().name(), 0, Merkle.rootOfNothing());
    this.note = "";
  }

  /** Opens the log's key, or makes one for a new log; then the last signed checkpoint. */
  static Signer open(Disk disk, Path ledger, String origin) throws IOException {
    Optional<byte[]> published = find(disk, ledger.resolve(PUBLISHED));
    Optional<byte[]> kept = find(disk, ledger.resolve(LAST));
    Optional<byte[]> secret = find(disk, ledger.resolve(KEY));
    boolean begun =
        published.isPresent() || kept.isPresent() || disk.exists(ledger.resolve(PUBLIC));
    if (secret.isEmpty() && begun) {
      throw new LedgerFailure(
          "The signing key "
              + ledger.resolve(KEY)
              + " is missing though the log had one. Maybe restore it from a backup, or"
              + " move the directory away to begin a new log.");
    }
    SignerKey key = secret.isPresent() ? parse(ledger, secret.get()) : create(disk, ledger, origin);
    byte[] line = (key.verifier() + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(find(disk, ledger.resolve(PUBLIC)).orElse(null), line)) {
      disk.replace(ledger.resolve(PUBLIC), line, Disk.Access.SHARED);
    }
    Signer signer = new Signer(disk, ledger, key);
    signer.adopt(PUBLISHED, published);
    signer.adopt(LAST, kept);
    return signer;
  }

  private static Optional<byte[]> find(Disk disk, Path file) throws IOException {
    try {
      return Optional.of(disk.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static SignerKey parse(Path ledger, byte[] secret) {
    try {
      return SignerKey.parse(new String(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new LedgerFailure(
          ledger.resolve(KEY)
              + " is damaged: "
              + e.getMessage()
              + " Maybe restore it from a backup.",
          e);
    }
  }

  private static SignerKey create(Disk disk, Path ledger, String origin) throws IOException {
    SignerKey key = SignerKey.generate(origin);
    byte[] secret = (key.secret() + "\n").getBytes(StandardCharsets.UTF_8);
    disk.replace(ledger.resolve(KEY), secret, Disk.Access.SECRET);
    return key;
  }

  private void adopt(String file, Optional<byte[]> bytes) {
    if (bytes.isEmpty()) {
      return;
    }
    try {
      Checkpoint checkpoint = Checkpoint.open(bytes.get(), key.verifier());
      if (checkpoint.size() > last.size() || note.isEmpty()) {
        last = checkpoint;
        note = new String(bytes.get(), StandardCharsets.UTF_8);
      } else if (checkpoint.size() == last.size() && !checkpoint.equals(last)) {
        throw new IllegalArgumentException("It has another root than " + PUBLISHED + ".");
      }
    } catch (IllegalArgumentException e) {
      throw new LedgerFailure(
          ledger.resolve(file)
              + " is not a checkpoint of this log: "
              + e.getMessage()
              + " Nothing will be signed on top of it. Maybe restore the ledger from a backup.",
          e);
    }
  }

  /** The log's name. */
  String origin() {
    return key.verifier().name();
  }

  /** The size of the tree that was signed last. */
  long size() {
    return last.size();
  }

  /** The last signed checkpoint, verbatim; empty if nothing was signed yet. */
  String note() {
    return note;
  }

  /**
   * Signs the tree of a size, keeps and publishes the checkpoint, and returns when it is on disk.
   *
   * @throws LedgerFailure if the tree does not continue what was signed last
   */
  void sign(long size, TileReader tree) throws IOException {
    expect(size < last.size() ? Merkle.rootOfNothing() : Merkle.root(last.size(), tree));
    Checkpoint next = new Checkpoint(origin(), size, Merkle.root(size, tree));
    String signed = key.note(next.text());
    disk.replace(ledger.resolve(LAST), bytes(signed), Disk.Access.SECRET);
    last = next;
    note = signed + witnesses.map(those -> those.cosign(asked(size, signed))).orElse("");
    publish();
  }

  /** From now on, checkpoints are cosigned; the last one is sent at once. */
  void witnessedBy(Witnesses those) {
    witnesses = Optional.of(those);
    if (last.size() > 0) {
      those.begin(asked(last.size(), note));
    }
  }

  private WitnessAsked asked(long size, String signed) {
    return new WitnessAsked(
        size, signed, () -> new TileReader(path -> disk.read(ledger.resolve(path)), size));
  }

  /**
   * Compares a root at the size signed last.
   *
   * @throws LedgerFailure if it is another than the signed one
   */
  void expect(byte[] root) {
    if (!Arrays.equals(root, last.root())) {
      throw new LedgerFailure(
          "The log in "
              + ledger
              + " is not what its last checkpoint signed (at "
              + last.size()
              + " records): records were changed or cut off. Nothing more is signed. Maybe run"
              + " \"audit verify\" and restore the directory from a backup.");
    }
  }

  /** Puts the last signed checkpoint where readers look. */
  void publish() throws IOException {
    disk.replace(ledger.resolve(PUBLISHED), bytes(note), Disk.Access.SHARED);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
