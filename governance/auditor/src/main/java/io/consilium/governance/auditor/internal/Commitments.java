package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Digest;
import io.consilium.governance.ledger.format.DamagedException;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.UnitKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks payloads: the digest of every blob, and its commitment where the key is there. */
final class Commitments {
  /** How far a payload could be looked at. */
  enum State {
    OPENED,
    SEALED,
    MISSING,
    WRONG
  }

  /** What was seen of a payload, and where the record names it. */
  record Seen(String where, SealedPayload payload, State state) {}

  private final Snapshot snapshot;
  private final Payloads payloads;
  private final Findings findings;
  private final Set<SealedPayload> known = new HashSet<>();
  private final List<Seen> seen = new ArrayList<>();

  Commitments(Snapshot snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.payloads = new Payloads(snapshot);
    this.findings = findings;
  }

  List<Seen> seen() {
    return seen;
  }

  void add(DecisionRecord record) throws IOException {
    for (Map.Entry<String, SealedPayload> slot : record.payloads().entrySet()) {
      if (known.add(slot.getValue())) {
        String where = "record " + record.sequence() + ", payload " + slot.getKey();
        seen.add(new Seen(where, slot.getValue(), check(where, slot.getValue())));
      }
    }
  }

  private State check(String where, SealedPayload payload) throws IOException {
    byte[] blob;
    try {
      Seal.path(payload.blob());
      UnitKey.path(payload.unit());
    } catch (IllegalArgumentException e) {
      findings.fail(where, e.getMessage());
      return State.WRONG;
    }
    try {
      blob = snapshot.blob(payload.blob());
    } catch (NoSuchFileException e) {
      return State.MISSING;
    } catch (DamagedException e) {
      findings.fail(where, e.getMessage());
      return State.WRONG;
    }
    if (!Digest.of(blob).hex().equals(payload.blob())) {
      findings.fail(
          where, Seal.path(payload.blob()) + " is not what its name says: it was changed");
      return State.WRONG;
    }
    if (snapshot.waits(payload.blob())) {
      // The log holds a copy still; a file beside it must be the same.
      Optional<byte[]> file = snapshot.directory().find(Seal.path(payload.blob()));
      if (file.isPresent() && !Arrays.equals(file.get(), blob)) {
        findings.fail(
            where,
            Seal.path(payload.blob())
                + " is not its copy in the write-ahead log: it was changed, or the power failed"
                + " and the host's next start will mend it");
      }
    }
    return opened(where, payload, blob);
  }

  private State opened(String where, SealedPayload payload, byte[] blob) throws IOException {
    try {
      Optional<UnitKey> key = payloads.key(payload.unit());
      if (key.isEmpty()) {
        return State.SEALED;
      }
      byte[] plaintext = Seal.open(key.get(), blob);
      if (plaintext.length != payload.size()
          || !Seal.commit(key.get(), plaintext).equals(payload.commitment())) {
        findings.fail(where, "is not what the record is committed to");
        return State.WRONG;
      }
      return State.OPENED;
    } catch (IllegalArgumentException e) {
      findings.fail(where, Seal.path(payload.blob()) + " " + e.getMessage());
      return State.WRONG;
    }
  }
}
