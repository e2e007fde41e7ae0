package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consilium.governance.ledger.format.AddCheckpoint;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Cosignature;
import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.Merkle;
import io.consilium.governance.ledger.format.ProofCheck;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One log and the checkpoint of it that was cosigned last. Checking, keeping and cosigning is one
 * step, guarded by this.
 */
final class WatchedLog {
  private final String origin;
  private final List<VerifierKey> keys;
  private final SignerKey witness;
  private final WitnessMemory memory;
  private final InstantSource clock;
  private final Consumer<String> told;
  private Checkpoint held;
  private String heldNote = "";
  private long seconds;

  /**
   * Takes up what is kept of a log.
   *
   * @param keys the log's keys, of one name
   * @throws WitnessFailure if what is kept is not what this witness cosigned
   */
  WatchedLog(
      List<VerifierKey> keys,
      SignerKey witness,
      WitnessMemory memory,
      InstantSource clock,
      Consumer<String> told)
      throws IOException {
    this.origin = keys.get(0).name();
    this.keys = List.copyOf(keys);
    this.witness = witness;
    this.memory = memory;
    this.clock = clock;
    this.told = told;
    this.held = new Checkpoint(origin, 0, Merkle.rootOfNothing());
    Optional<byte[]> kept = memory.last(origin);
    if (kept.isPresent()) {
      adopt(kept.get());
    }
  }

  private void adopt(byte[] kept) {
    try {
      SignedNote note = SignedNote.parse(kept);
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      Optional<Cosignature> own = CosignerKey.of(witness.verifier()).on(note);
      if (own.isEmpty() || !checkpoint.origin().equals(origin)) {
        throw new IllegalArgumentException("It is not cosigned by this witness.");
      }
      held = checkpoint;
      heldNote = new String(kept, UTF_8);
      seconds = own.get().seconds();
    } catch (IllegalArgumentException e) {
      throw new WitnessFailure(
          "What is kept of the log ("
              + origin
              + ") is damaged: "
              + e.getMessage()
              + " Nothing is cosigned without it. Maybe restore the state directory.");
    }
  }

  String origin() {
    return origin;
  }

  /** Records under the checkpoint cosigned last. */
  synchronized long size() {
    return held.size();
  }

  /** The checkpoint cosigned last, with its cosignature; empty if none was. */
  synchronized String note() {
    return heldNote;
  }

  /** Answers a request for this log. */
  Reply add(AddCheckpoint asked, SignedNote note, Checkpoint checkpoint) {
    for (VerifierKey key : keys) {
      if (note.signatures().stream().anyMatch(line -> of(key, line)) && !note.signedBy(key)) {
        return Reply.text(403, "A signature of the key " + key + " is wrong.");
      }
    }
    if (keys.stream().noneMatch(note::signedBy)) {
      return Reply.text(403, "No key that is trusted for " + origin + " signed this.");
    }
    if (asked.oldSize() > checkpoint.size()) {
      return Reply.text(400, "The old size is larger than the checkpoint.");
    }
    synchronized (this) {
      return held(asked, note, checkpoint);
    }
  }

  private static boolean of(VerifierKey key, SignedNote.Line line) {
    return line.name().equals(key.name()) && line.keyId() == key.id();
  }

  private Reply held(AddCheckpoint asked, SignedNote note, Checkpoint next) {
    boolean fork = next.size() == held.size() && !Arrays.equals(next.root(), held.root());
    if (asked.oldSize() != held.size()) {
      if (fork) {
        refuse(asked, "two roots at " + next.size() + " records");
      }
      return Reply.of(409, AddCheckpoint.SIZE_TYPE, Long.toString(held.size()));
    }
    boolean empty = next.size() > 0 || Arrays.equals(next.root(), Merkle.rootOfNothing());
    if (!empty
        || !ProofCheck.consistent(
            held.size(), next.size(), asked.proof(), held.root(), next.root())) {
      refuse(
          asked,
          fork
              ? "two roots at " + next.size() + " records"
              : "no proof that "
                  + next.size()
                  + " records begin with the "
                  + held.size()
                  + " known ones");
      return Reply.text(422, "The checkpoint does not continue the one at " + held.size() + ".");
    }
    return cosign(note, next);
  }

  private Reply cosign(SignedNote note, Checkpoint next) {
    // Time must not run back: each cosignature says that no larger tree had been seen by then.
    long now = Math.max(seconds, clock.instant().getEpochSecond());
    String line = Cosignature.sign(witness, note.text(), now).line();
    StringBuilder kept = new StringBuilder(note.text()).append('\n');
    note.signatures().stream()
        .filter(signed -> keys.stream().anyMatch(key -> of(key, signed)))
        .forEach(signed -> kept.append(signed.text()));
    kept.append(line);
    try {
      memory.keep(origin, kept.toString().getBytes(UTF_8));
    } catch (IOException e) {
      told.accept("CANNOT KEEP what it would cosign of " + origin + ": " + e);
      return Reply.text(500, "The witness cannot keep its state.");
    }
    held = next;
    heldNote = kept.toString();
    seconds = now;
    return new Reply(200, "text/plain; charset=utf-8", line.getBytes(UTF_8));
  }

  private void refuse(AddCheckpoint asked, String why) {
    String account =
        "consilium-witness-evidence 1\ntime "
            + clock.instant()
            + "\nlog "
            + origin
            + "\nwhy "
            + why
            + "\n\n--- held\n"
            + heldNote
            + "--- asked\n";
    try {
      memory
          .evidence(origin, asked.bytes(), account)
          .ifPresent(where -> told.accept("REFUSED " + origin + ": " + why + "; kept in " + where));
    } catch (IOException e) {
      told.accept("REFUSED " + origin + ": " + why + "; the evidence cannot be kept: " + e);
    }
  }
}
