package io.consilium.governance.auditor.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How the log came from key to key: each step is a checkpoint that both keys signed, and a record
 * under it that names the new one.
 */
final class Rotations {
  /** One step whose signatures hold. */
  record Step(String file, Rotation rotation, Checkpoint checkpoint) {}

  private final Findings findings;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Long> named = new HashMap<>();

  private Rotations(Findings findings) {
    this.findings = findings;
  }

  /** Reads them, and checks their signatures. */
  static Rotations read(LedgerDirectory directory, Findings findings) throws IOException {
    Rotations all = new Rotations(findings);
    for (String name : directory.names("rotations")) {
      String file = "rotations/" + name;
      if (!name.endsWith(".tmp")) {
        try {
          Rotation rotation = Rotation.parse(directory.read(file));
          if (!Rotation.path(rotation.to()).equals(file)) {
            throw new IllegalArgumentException("It leads to another key than its name says.");
          }
          all.steps.add(new Step(file, rotation, rotation.check()));
        } catch (IllegalArgumentException e) {
          findings.fail(file, e.getMessage());
        }
      }
    }
    all.steps.sort(Comparator.comparing(step -> step.checkpoint().size()));
    return all;
  }

  List<Step> steps() {
    return steps;
  }

  /**
   * True if the steps lead from one key to another; there may be a later one, whose host died
   * before it put its key in its place.
   */
  boolean lead(VerifierKey from, VerifierKey to) {
    VerifierKey at = from;
    for (Step step : steps) {
      if (step.rotation().from().equals(at) && !at.equals(to)) {
        at = step.rotation().to();
      }
    }
    return at.equals(to);
  }

  /**
   * Keeps the steps to the log's key and on from it alone, each signed by the one it begins or ends
   * with: any two keys can sign a step of their own, and a log that names them.
   */
  void bind(VerifierKey own) {
    List<Step> bound = new ArrayList<>();
    follow(own, Rotation::to, Rotation::from, bound);
    follow(own, Rotation::from, Rotation::to, bound);
    for (Step step : steps) {
      if (!bound.contains(step)) {
        findings.fail(
            step.file(), "is of other keys: it neither leads to the log's nor on from it");
      }
    }
    steps.retainAll(bound);
  }

  private void follow(
      VerifierKey own,
      Function<Rotation, VerifierKey> near,
      Function<Rotation, VerifierKey> far,
      List<Step> bound) {
    VerifierKey at = own;
    for (Optional<Step> next = next(at, near, bound);
        next.isPresent();
        next = next(at, near, bound)) {
      bound.add(next.get());
      at = far.apply(next.get().rotation());
    }
  }

  private Optional<Step> next(
      VerifierKey at, Function<Rotation, VerifierKey> near, List<Step> bound) {
    return steps.stream()
        .filter(step -> near.apply(step.rotation()).equals(at) && !bound.contains(step))
        .findFirst();
  }

  /**
   * Reads a checkpoint of the log's key, or of an earlier one from its own time.
   *
   * @throws IllegalArgumentException if it is none
   */
  Checkpoint open(byte[] note, VerifierKey key) {
    for (Step step : steps) {
      try {
        Checkpoint earlier = Checkpoint.open(note, step.rotation().from());
        if (earlier.size() <= step.checkpoint().size()) {
          return earlier;
        }
      } catch (IllegalArgumentException e) {
        // Then it is of a later key.
      }
    }
    return Checkpoint.open(note, key);
  }

  void add(DecisionRecord record) {
    if (record.body() instanceof Body.KeyRotated body) {
      named.put(body.toKey(), record.sequence());
    }
  }

  /**
   * Holds the steps against the records.
   *
   * @param whole true if all records were read
   * @param holds whether the log at a checkpoint's size has its root
   */
  void finish(boolean whole, Predicate<Checkpoint> holds) {
    Map<String, Long> left = new HashMap<>(named);
    for (Step step : steps) {
      Optional<Long> record = Optional.ofNullable(left.remove(step.rotation().to().toString()));
      if (!holds.test(step.checkpoint())) {
        findings.fail(step.file(), "its checkpoint is not of this log");
      } else if (whole && record.filter(at -> at < step.checkpoint().size()).isEmpty()) {
        findings.fail(step.file(), "no record under its checkpoint names the key that follows");
      }
    }
    if (whole) {
      left.forEach(
          (key, record) ->
              findings.fail(
                  "record " + record, "names a key (" + key + ") to which no file leads"));
    }
    if (!steps.isEmpty()) {
      findings.checked(
          "rotations",
          steps.size()
              + " of the signing key, signed by old and new"
              + (whole ? "" : "; whether a record names each new key was not looked at"));
    }
  }
}
