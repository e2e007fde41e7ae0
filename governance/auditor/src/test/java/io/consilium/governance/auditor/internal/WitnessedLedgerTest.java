package io.consilium.governance.auditor.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body.WitnessChanged.State;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.auditor.witness.RunningWitness;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ledger, its witness and an auditor, on loopback. */
@Timeout(60)
class WitnessedLedgerTest {
  @TempDir Path directory;
  private Path ledger;

  /** A log of 18 records, so that its key is known to the witness. */
  private VerifierKey begin() throws IOException {
    ledger = directory.resolve("ledger");
    Audited.write(ledger, 1);
    return VerifierKey.parse(Files.readString(ledger.resolve("log.vkey")));
  }

  private RunningWitness witness(int port, VerifierKey log) throws IOException {
    return RunningWitness.start(directory.resolve("witness"), port, log);
  }

  private static Options asking(RunningWitness witness) {
    return Audited.PROMPT.withWitnessing(witness.asked());
  }

  private static Said verify(Path ledger, RunningWitness witness, String... more) {
    String[] args = {"verify", "--witness", witness.vkey().toString()};
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return Audited.run(ledger, all);
  }

  private static void grow(Path ledger, Options options, String task) {
    try (FileLedger open = FileLedger.open(ledger, options)) {
      Audited.append(open, new SampleTask(task).drafts());
    }
  }

  /** Waits for the record that says what the witness does, and returns its sequence. */
  private static long recorded(FileLedger open, long before) {
    while (open.size() == before) {
      Thread.onSpinWait();
    }
    return before;
  }

  @Test
  void checkpointsAndProofsCarryTheCosignature() throws Exception {
    try (RunningWitness witness = witness(0, begin())) {
      try (FileLedger open = FileLedger.open(ledger, asking(witness))) {
        long change = recorded(open, 18);
        assertThat(open.witnesses().get(0).state()).isEqualTo(State.COSIGNING);
        Path proof = directory.resolve("a.tlog-proof");
        Files.writeString(proof, open.prove(change).toCompletableFuture().join().text(), UTF_8);
        Said checked =
            Audited.run(
                ledger, "check-proof", proof.toString(), "--witness", witness.vkey().toString());
        assertThat(checked.out()).contains("witness witness.example.com/w1 cosigns");
        assertThat(checked.exitCode()).as(checked.err()).isZero();
      }
      Said said = verify(ledger, witness);
      assertThat(said.out()).contains("checked  witnesses: witness.example.com/w1 at 20");
      assertThat(said.exitCode()).as(said.out()).isZero();
      assertThat(witness.told()).isEmpty();
    }
  }

  @Test
  void aMissingWitnessHoldsNothingBackAndIsMissedByTheAuditor() throws Exception {
    VerifierKey log = begin();
    RunningWitness witness = witness(0, log);
    int port = witness.port();
    witness.close();
    try (FileLedger open = FileLedger.open(ledger, asking(witness))) {
      recorded(open, 18);
      assertThat(open.witnesses().get(0).state()).isEqualTo(State.AWAY);
      Audited.append(open, new SampleTask("t-2").drafts());
      open.prove(open.size() - 1).toCompletableFuture().join();
      assertThat(verify(ledger, witness).exitCode()).isEqualTo(65);
      assertThat(verify(ledger, witness).out())
          .contains("FAILED   checkpoint: is cosigned by 0 of 1 witnesses")
          .contains("missing: witness.example.com/w1");

      long before = open.size();
      try (RunningWitness back = witness(port, log)) {
        long change = recorded(open, before);
        open.prove(change).toCompletableFuture().join();
        assertThat(open.witnesses().get(0).state()).isEqualTo(State.COSIGNING);
        assertThat(verify(ledger, back).exitCode()).isZero();
      }
    }
    Said shown = Audited.run(ledger, "verify");
    assertThat(shown.exitCode()).as(shown.out()).isZero();
  }

  /** The attack: one key, one past, two presents. */
  @Test
  void ofTwoHistoriesShownToTwoPartiesTheSecondIsRefused() throws Exception {
    VerifierKey log = begin();
    try (RunningWitness witness = witness(0, log)) {
      grow(ledger, asking(witness), "t-2");
      Path other = directory.resolve("other");
      Audited.copy(ledger, other);
      Files.deleteIfExists(other.resolve("ledger.lock"));

      grow(ledger, asking(witness), "t-shown-to-one");
      assertThat(verify(ledger, witness).exitCode()).isZero();
      assertThat(verify(other, witness).exitCode()).isZero();

      try (FileLedger forked = FileLedger.open(other, asking(witness))) {
        long before = forked.size();
        recorded(forked, before);
        assertThat(forked.witnesses().get(0).code()).isEqualTo("larger");
        for (int i = 0; !forked.witnesses().get(0).code().equals("fork"); i++) {
          Audited.append(forked, new SampleTask("t-shown-to-two-" + i).drafts());
          forked.prove(forked.size() - 1).toCompletableFuture().join();
        }
        assertThat(forked.witnesses().get(0).state()).isEqualTo(State.CONFLICT);
      }
      assertThat(witness.told())
          .anyMatch(line -> line.contains("REFUSED example.com/log: no proof that "));
      Said caught = verify(other, witness);
      assertThat(caught.exitCode()).isEqualTo(65);
      assertThat(caught.out()).contains("the host may show others another history");
      // By itself the second history is flawless.
      assertThat(Audited.run(other, "verify").exitCode()).isZero();
      assertThat(verify(ledger, witness).exitCode()).isZero();
    }
  }

  @Test
  void cosignaturesAreNotTakenOnTrust() throws Exception {
    try (RunningWitness witness = witness(0, begin())) {
      grow(ledger, asking(witness), "t-2");
      Path checkpoint = ledger.resolve("checkpoint");
      String note = Files.readString(checkpoint);
      String last = note.substring(note.lastIndexOf("\u2014"));
      Files.writeString(checkpoint, note.replace(last, ""));
      assertThat(verify(ledger, witness).out()).contains("missing: witness.example.com/w1");
      char[] mangled = last.toCharArray();
      mangled[mangled.length - 20] = mangled[mangled.length - 20] == 'A' ? 'B' : 'A';
      Files.writeString(checkpoint, note.replace(last, new String(mangled)));
      assertThat(verify(ledger, witness).out())
          .contains("The cosignature of the witness (witness.example.com/w1) is wrong.");
      Files.writeString(checkpoint, note);
      assertThat(verify(ledger, witness).exitCode()).isZero();
      assertThat(verify(ledger, witness, "--quorum", "2").exitCode()).isEqualTo(64);
      assertThat(Audited.run(ledger, "verify", "--witness", "x").exitCode()).isEqualTo(64);
    }
  }
}
