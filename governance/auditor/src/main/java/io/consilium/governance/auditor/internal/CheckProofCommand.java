package io.consilium.governance.auditor.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consilium.api.ledger.DecisionRecord;
import io.consilium.governance.ledger.format.Checkpoint;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.SignedNote;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code audit check-proof}. */
@Command(
    name = "check-proof",
    description = "Checks a proof, with the log's key and nothing else of the ledger.")
public final class CheckProofCommand extends LedgerCommand {
  @Parameters(paramLabel = "FILE", description = "A .tlog-proof file.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The log's verifier key, or a file with it; the ledger's own if left out.")
  private String key;

  @Option(
      names = "--rotation",
      paramLabel = "FILE",
      description =
          "A file of the ledger's rotations/, by which the log came to a later key "
              + "than the one given. May be given several times.")
  private List<Path> rotations = new ArrayList<>();

  @Mixin private Cosignatures cosignatures = new Cosignatures();

  @Override
  int run() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw AuditFailure.usage("There is no proof (" + file + ").");
    }
    for (Path rotation : rotations) {
      if (!Files.isRegularFile(rotation)) {
        throw AuditFailure.usage("There is no rotation (" + rotation + ").");
      }
    }
    VerifierKey given = key();
    List<Path> steps = new ArrayList<>(rotations);
    if (key == null) {
      given = earliest(given, steps);
    }
    try {
      TlogProof proof = TlogProof.parse(Files.readAllBytes(file));
      byte[] entry =
          proof
              .extra()
              .orElseThrow(() -> new IllegalArgumentException("The proof holds no record."));
      Checkpoint checkpoint = proof.check(entry, signer(proof, given, steps));
      Findings witnesses = new Findings();
      cosignatures.check(Optional.of(proof.checkpoint().getBytes(UTF_8)), witnesses);
      if (witnesses.count() > 0) {
        throw new IllegalArgumentException(
            "Its checkpoint " + witnesses.failures().get(0).what() + ".");
      }
      DecisionRecord record = Json.read(entry, DecisionRecord.class);
      if (record.sequence() != proof.index()) {
        throw new IllegalArgumentException(
            "The record says that it is " + record.sequence() + ", not " + proof.index() + ".");
      }
      out()
          .println(
              "Proved: record "
                  + proof.index()
                  + " is in the log "
                  + Plain.line(checkpoint.toString())
                  + " records.");
      out().println(record.time() + "  " + Words.of(record));
      if (key == null) {
        out().println("The key was taken from the ledger itself. Maybe give one kept elsewhere.");
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw AuditFailure.failed("The proof (" + file + ") does not hold: " + e.getMessage());
    }
  }

  private VerifierKey key() throws IOException {
    if (key != null) {
      return LedgerDirectory.key(key);
    }
    try {
      return directory().ownKey();
    } catch (AuditFailure e) {
      throw AuditFailure.usage(
          "A proof is checked with the log's key, and there is no ledger here to take it from."
              + " Maybe add --key.");
    }
  }

  /** The first key of the ledger that is here, by its own steps, which it was signed along. */
  private VerifierKey earliest(VerifierKey own, List<Path> steps) throws IOException {
    Map<VerifierKey, Path> files = new HashMap<>();
    Map<VerifierKey, VerifierKey> before = new HashMap<>();
    for (String name : directory().names("rotations")) {
      String step = "rotations/" + name;
      try {
        Rotation rotation = Rotation.parse(directory().read(step));
        files.put(rotation.to(), directory().path().resolve(step));
        before.put(rotation.to(), rotation.from());
      } catch (IllegalArgumentException e) {
        // An interrupted write, or what verify tells of.
      }
    }
    VerifierKey at = own;
    for (VerifierKey from = before.remove(at); from != null; from = before.remove(at)) {
      steps.add(files.get(at));
      at = from;
    }
    return at;
  }

  /** The key that signed the proof's checkpoint in its own time: the one given, or a later one. */
  private static VerifierKey signer(TlogProof proof, VerifierKey given, List<Path> left)
      throws IOException {
    SignedNote note = SignedNote.parse(proof.checkpoint().getBytes(UTF_8));
    long size = Checkpoint.parse(note.text()).size();
    VerifierKey at = given;
    for (Optional<Rotation> step = from(at, left); step.isPresent(); step = from(at, left)) {
      long end = step.get().check().size();
      if (note.signedBy(at) && size <= end) {
        return at;
      }
      if (note.signedBy(at) && !note.signedBy(step.get().to())) {
        throw new IllegalArgumentException(
            "It is signed at "
                + size
                + " records, by a key that was rotated away at "
                + end
                + " ("
                + at
                + "): whoever signed it had the old key.");
      }
      at = step.get().to();
    }
    if (!left.isEmpty() && !note.signedBy(at)) {
      throw new IllegalArgumentException(
          "The rotation (" + left.get(0) + ") begins with another key than (" + at + ").");
    }
    return at;
  }

  /** Takes the rotation that ends a key, whatever their order. */
  private static Optional<Rotation> from(VerifierKey key, List<Path> left) throws IOException {
    for (Path file : left) {
      Rotation rotation = Rotation.parse(Files.readAllBytes(file));
      if (rotation.from().equals(key)) {
        left.remove(file);
        return Optional.of(rotation);
      }
    }
    return Optional.empty();
  }
}
