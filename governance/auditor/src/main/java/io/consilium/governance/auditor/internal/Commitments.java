package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Digest;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.UnitKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks payloads: the digest of every blob, and its commitment where the key is there. */
final class Commitments {
  private final Snapshot snapshot;
  private final Payloads payloads;
  private final Findings findings;
  private final Set<SealedPayload> seen = new HashSet<>();
  private final Set<String> named = new HashSet<>();
  private long opened;
  private long sealed;

  Commitments(Snapshot snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.payloads = new Payloads(snapshot);
    this.findings = findings;
  }

  void add(DecisionRecord record) throws IOException {
    for (Map.Entry<String, SealedPayload> slot : record.payloads().entrySet()) {
      if (seen.add(slot.getValue())) {
        check("record " + record.sequence() + ", payload " + slot.getKey(), slot.getValue());
      }
    }
  }

  private void check(String where, SealedPayload payload) throws IOException {
    named.add(payload.blob());
    byte[] blob;
    try {
      blob = snapshot.blob(payload.blob());
    } catch (NoSuchFileException e) {
      findings.fail(where, Seal.path(payload.blob()) + " is missing");
      return;
    }
    if (!Digest.of(blob).hex().equals(payload.blob())) {
      findings.fail(
          where, Seal.path(payload.blob()) + " is not what its name says: it was changed");
      return;
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
    try {
      Optional<UnitKey> key = payloads.key(payload.unit());
      if (key.isEmpty()) {
        sealed++;
        return;
      }
      byte[] plaintext = Seal.open(key.get(), blob);
      opened++;
      if (plaintext.length != payload.size()
          || !Seal.commit(key.get(), plaintext).equals(payload.commitment())) {
        findings.fail(where, "is not what the record is committed to");
      }
    } catch (IllegalArgumentException e) {
      findings.fail(where, Seal.path(payload.blob()) + " " + e.getMessage());
    }
  }

  /** Looks at blobs that no record names. */
  void finish() throws IOException {
    long unnamed = 0;
    for (String shard : snapshot.directory().names("blobs")) {
      for (String name : snapshot.directory().names("blobs/" + shard)) {
        String file = "blobs/" + shard + "/" + name;
        if (!named.contains(name)) {
          unnamed++;
          Optional<byte[]> blob = snapshot.directory().find(file);
          if (blob.isPresent()
              && (!name.startsWith(shard) || !Digest.of(blob.get()).hex().equals(name))) {
            findings.fail(file, "is not what its name says");
          }
        }
      }
    }
    if (unnamed > 0) {
      findings.note(
          unnamed
              + " blobs are named by no record read here: left by an interrupted append, or by one"
              + " under way.");
    }
    findings.checked(
        "payloads",
        seen.size()
            + " with the right digest; "
            + opened
            + " opened and as committed, "
            + sealed
            + " sealed since their keys are not here");
  }
}
