package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.consilium.api.ledger.Custody;
import io.consilium.governance.auditor.witness.RunningWitness;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checker in another language, which shares no code with the ledger, agrees. */
class OtherCheckerTest {
  @TempDir Path directory;

  @BeforeEach
  void findPython() {
    assumeTrue(run(List.of("python3", "--version")) != null, "There is no python3 here.");
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return out;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String check(String... arguments) throws IOException {
    Path script = directory.resolve("check_log.py");
    if (!Files.exists(script)) {
      try (var in = OtherCheckerTest.class.getResourceAsStream("/check_log.py")) {
        Files.copy(in, script);
      }
    }
    List<String> command = new ArrayList<>(List.of("python3", script.toString()));
    command.add(directory.resolve("ledger").toString());
    command.addAll(List.of(arguments));
    return run(command);
  }

  @Test
  void acceptsOurLogs() throws IOException {
    Audited.write(directory.resolve("ledger"), 1);
    assertThat(check()).isEqualTo("ok 18\n");
    Audited.write(directory.resolve("ledger"), 29);
    assertThat(check()).isEqualTo("ok 540\n");
  }

  @Test
  void refusesWhatWeRefuse() throws IOException {
    Path ledger = directory.resolve("ledger");
    Audited.write(ledger, 1);
    for (String name :
        List.of("checkpoint", "log.vkey", "tile/0/000.p/18", "tile/entries/000.p/18")) {
      byte[] original = Files.readAllBytes(ledger.resolve(name));
      byte[] changed = original.clone();
      changed[changed.length - 4] ^= 1;
      Files.write(ledger.resolve(name), changed);
      assertThat(check()).as(name).startsWith("wrong: ");
      assertThat(Audited.run(ledger, "verify").exitCode()).as(name).isEqualTo(65);
      Files.write(ledger.resolve(name), original);
    }
  }

  @Test
  void followsTheKeyThroughItsRotations() throws IOException {
    Path ledger = directory.resolve("ledger");
    Audited.write(ledger, 1);
    String first = Files.readString(ledger.resolve("log.vkey")).strip();
    for (int i = 0; i < 2; i++) {
      try (FileLedger open = FileLedger.open(ledger, Audited.PROMPT)) {
        open.rotateKey(new Custody.Asked("local", "petra", "yearly"));
        Audited.append(open, new SampleTask("t-after-" + i).drafts());
      }
    }
    String own = Files.readString(ledger.resolve("log.vkey")).strip();
    String stranger = SignerKey.generate("example.com/log").verifier().toString();

    assertThat(check()).isEqualTo("ok 56\n");
    assertThat(check("--key", first)).isEqualTo("ok 56\n");
    assertThat(check("--key", stranger)).isEqualTo("wrong: no rotation leads to log.vkey\n");
    assertThat(Audited.run(ledger, "verify", "--key", first).exitCode()).isZero();
    assertThat(Audited.run(ledger, "verify", "--key", stranger).exitCode()).isEqualTo(65);

    Path last = ledger.resolve(Rotation.path(VerifierKey.parse(own)));
    byte[] step = Files.readAllBytes(last);
    byte[] forged = step.clone();
    int place = forged.length - 9;
    forged[place] = (byte) (forged[place] == 'B' ? 'C' : 'B'); // base64 still, another signature
    Files.write(last, forged);
    assertThat(check("--key", first)).isEqualTo("wrong: the signature is wrong\n");
    assertThat(Audited.run(ledger, "verify", "--key", first).exitCode()).isEqualTo(65);
    Files.delete(last);
    assertThat(check("--key", first)).isEqualTo("wrong: no rotation leads to log.vkey\n");
    assertThat(Audited.run(ledger, "verify", "--key", first).exitCode()).isEqualTo(65);
  }

  @Test
  void bothRefuseAHistoryWithAKeyRotationOfItsOwn() throws IOException {
    Path genuine = directory.resolve("genuine");
    Audited.write(genuine, 1);
    String key = Files.readString(genuine.resolve("log.vkey"));
    Path ledger = directory.resolve("ledger");
    Audited.forgeWithARotation(ledger, key);

    assertThat(check("--key", key.strip())).isEqualTo("wrong: signed by another\n");
    assertThat(Audited.run(ledger, "verify", "--key", key.strip()).exitCode()).isEqualTo(65);
  }

  /** The file of a rotation decides; the key and the checkpoint in it follow. */
  @Test
  void agreesOnALogWhoseHostDiedInsideARotation() throws IOException {
    Path ledger = directory.resolve("ledger");
    Path key = ledger.resolve("log.vkey");
    Path checkpoint = ledger.resolve("checkpoint");
    Audited.write(ledger, 1);
    String first = Files.readString(key);
    String old = "";
    for (int i = 0; i < 2; i++) {
      old = Files.readString(key);
      try (FileLedger open = FileLedger.open(ledger, Audited.PROMPT)) {
        open.rotateKey(new Custody.Asked("local", "petra", "yearly"));
      }
    }
    for (Path secret : Audited.files(ledger.resolve("keys"))) {
      Files.delete(secret);
    }
    String fresh = Files.readString(key);
    List<String> note = Files.readString(checkpoint).lines().toList();
    assertThat(note).as("signed by both").hasSize(6);
    Files.writeString(checkpoint, String.join("\n", note.subList(0, 5)) + "\n");

    for (String own : List.of(old, fresh)) {
      Files.writeString(key, own);
      assertThat(check("--key", first.strip())).isEqualTo("ok 20\n");
      for (String given : List.of(first.strip(), own.strip())) {
        Audited.Said said = Audited.run(ledger, "verify", "--key", given);
        assertThat(said.exitCode()).as(said.out()).isZero();
      }
    }
    Files.writeString(key, first);
    assertThat(check("--key", fresh.strip())).isEqualTo("wrong: no rotation leads to log.vkey\n");
  }

  @Test
  void agreesOnCosignatures() throws Exception {
    Path ledger = directory.resolve("ledger");
    Audited.write(ledger, 1);
    VerifierKey log = VerifierKey.parse(Files.readString(ledger.resolve("log.vkey")));
    try (RunningWitness witness = RunningWitness.start(directory.resolve("witness"), 0, log)) {
      String key = witness.vkey().toString();
      assertThat(check(key)).isEqualTo("wrong: not cosigned by witness.example.com/w1\n");
      try (FileLedger open =
          FileLedger.open(ledger, Audited.PROMPT.withWitnessing(witness.asked()))) {
        Audited.append(open, new SampleTask("t-1").drafts());
      }
      assertThat(check(key)).startsWith("ok ");
      Path checkpoint = ledger.resolve("checkpoint");
      String note = Files.readString(checkpoint);
      int time = note.lastIndexOf(' ') + 16;
      char other = note.charAt(time) == 'A' ? 'B' : 'A';
      Files.writeString(checkpoint, note.substring(0, time) + other + note.substring(time + 1));
      assertThat(check(key)).isEqualTo("wrong: a cosignature is wrong\n");
      assertThat(Audited.run(ledger, "verify", "--witness", key).exitCode()).isEqualTo(65);
    }
  }
}
