package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Glance;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.TileReader;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.Json;
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
  private static final String LAST = "keys/last-signed";
  static final String PUBLISHED = "checkpoint";

  private final Disk disk;
  private final Path ledger;
  private final SigningKeys keys;
  private Optional<Witnesses> witnesses = Optional.empty();
  private Checkpoint last;
  private String note;

  private Signer(Disk disk, Path ledger, SigningKeys keys) {
    this.disk = disk;
    this.ledger = ledger;
    this.keys = keys;
    this.last = new Checkpoint(keys.key().verifier().name(), 0, Merkle.rootOfNothing());
    this.note = "";
  }

  /** Opens the log's key, or makes one for a new log; then the last signed checkpoint. */
  static Signer open(Disk disk, Path ledger, String origin) throws IOException {
    Optional<byte[]> published = find(disk, ledger.resolve(PUBLISHED));
    Optional<byte[]> kept = find(disk, ledger.resolve(LAST));
    SigningKeys keys =
        SigningKeys.open(disk, ledger, origin, published.isPresent() || kept.isPresent());
    Signer signer = new Signer(disk, ledger, keys);
    signer.adopt(PUBLISHED, published);
    signer.adopt(LAST, kept);
    signer.signAnew();
    return signer;
  }

  private static Optional<byte[]> find(Disk disk, Path file) throws IOException {
    try {
      return Optional.of(disk.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A rotation that was interrupted may have left the old key's checkpoint. */
  private void signAnew() throws IOException {
    SignerKey key = keys.key();
    if (!note.isEmpty() && !SignedNote.parse(bytes(note)).signedBy(key.verifier())) {
      note = key.note(last.text());
      disk.replace(ledger.resolve(LAST), bytes(note), Disk.Access.SECRET);
      publish();
    }
  }

  private void adopt(String file, Optional<byte[]> bytes) {
    if (bytes.isEmpty()) {
      return;
    }
    try {
      Checkpoint checkpoint = keys.open(bytes.get());
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
    return keys.key().verifier().name();
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
    String signed = keys.key().note(next.text());
    disk.replace(ledger.resolve(LAST), bytes(signed), Disk.Access.SECRET);
    last = next;
    note = signed + witnesses.map(those -> those.cosign(asked(size, signed))).orElse("");
    publish();
  }

  /** The log's keys. */
  SigningKeys keys() {
    return keys;
  }

  /** True if the record names the key that is to sign next. */
  boolean namesNextKey(byte[] record) {
    Optional<VerifierKey> next = keys.prepared();
    return next.isPresent()
        && Glance.at(record).type().equals("key-rotated")
        && Json.read(record, DecisionRecord.class).body() instanceof Body.KeyRotated rotated
        && rotated.toKey().equals(next.get().toString());
  }

  /** Goes over to the next key; the tree signed last holds the record that says so. */
  void rotate() throws IOException {
    note = keys.rotate(note, last.text());
    disk.replace(ledger.resolve(LAST), bytes(note), Disk.Access.SECRET);
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
              + " ./consilium audit verify, and restore the directory from a backup.");
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
