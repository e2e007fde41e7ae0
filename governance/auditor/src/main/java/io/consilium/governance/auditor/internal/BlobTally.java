package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.task.Digest;
import io.consilium.governance.ledger.format.Seal;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what was seen of payloads; one that is gone is well where its unit was erased. */
final class BlobTally {
  /** More units than these with payloads that are gone are not waited for. */
  private static final int UNITS = 100_000;

  private final LedgerDirectory directory;
  private final Findings findings;
  private final LongSet named = new LongSet();
  private final Set<String> erased = new HashSet<>();
  private final Set<String> unproved = new HashSet<>();
  private final long covered;
  private final Map<String, Gone> gone = new LinkedHashMap<>();
  private long opened;
  private long sealed;

  /**
   * Counts nothing yet.
   *
   * @param covered the first record that no checkpoint covers: whoever may write the files can say
   *     from there on that something was erased
   */
  BlobTally(LedgerDirectory directory, Findings findings, long covered) {
    this.directory = directory;
    this.covered = covered;
    this.findings = findings;
  }

  /** Payloads of one unit that are not there. */
  private static final class Gone {
    private final Commitments.Seen first;
    private long count;

    Gone(Commitments.Seen first) {
      this.first = first;
    }
  }

  void add(DecisionRecord record) {
    if (record.body() instanceof Body.Erased body) {
      (record.sequence() < covered ? erased : unproved).add(body.unit());
    }
  }

  void add(Commitments.Seen seen) {
    boolean fresh = named.add(seen.payload().blob());
    switch (seen.state()) {
      case OPENED -> opened += fresh ? 1 : 0;
      case SEALED -> sealed += fresh ? 1 : 0;
      case MISSING -> missing(seen);
      case WRONG -> {}
    }
  }

  /** True if some payload was not there. */
  boolean missing() {
    return !gone.isEmpty();
  }

  private void missing(Commitments.Seen seen) {
    String unit = seen.payload().unit();
    if (gone.size() < UNITS || gone.containsKey(unit)) {
      gone.computeIfAbsent(unit, name -> new Gone(seen)).count++;
    } else {
      findings.fail(seen.where(), Seal.path(seen.payload().blob()) + " is missing");
    }
  }

  /**
   * Says what was counted.
   *
   * @param whole true if all records were read: then blobs that no record names are looked at, too
   */
  void finish(boolean whole) throws IOException {
    long excused = 0;
    for (Map.Entry<String, Gone> unit : gone.entrySet()) {
      long count = unit.getValue().count;
      Commitments.Seen first = unit.getValue().first;
      if (erased.contains(unit.getKey())) {
        excused += count;
      } else {
        findings.fail(
            first.where(),
            Seal.path(first.payload().blob())
                + " is missing"
                + (unproved.contains(unit.getKey())
                    ? ", and only a record that no checkpoint covers says that its unit was erased"
                    : "")
                + (count > 1 ? ", and " + (count - 1) + " more of unit " + unit.getKey() : ""));
      }
    }
    if (excused > 0) {
      findings.note(Words.count(excused, "payload") + " of erased units are gone, as they should.");
    }
    if (whole) {
      unnamed();
    }
    findings.checked(
        "payloads",
        (opened + sealed)
            + " with the right digest; "
            + opened
            + " opened and as committed, "
            + sealed
            + " sealed since their keys are not here");
  }

  private void unnamed() throws IOException {
    long unnamed = 0;
    for (String shard : directory.names("blobs")) {
      for (String name : directory.names("blobs/" + shard)) {
        if (!named.contains(name)) {
          unnamed++;
          String file = "blobs/" + shard + "/" + name;
          Optional<byte[]> blob = directory.find(file);
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
  }
}
