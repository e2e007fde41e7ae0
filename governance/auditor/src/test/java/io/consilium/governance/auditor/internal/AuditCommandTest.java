package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Receipt;
import io.consilium.api.planner.Result;
import io.consilium.api.task.Position;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.auditor.Main;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import io.consilium.governance.ledger.format.Rotation;
import io.consilium.governance.ledger.format.SignerKey;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The system property {@code consilium.readings} says how often a busy ledger is read. */
class AuditCommandTest {
  private static final int READINGS = Integer.getInteger("consilium.readings", 3);

  @TempDir Path directory;

  private Path ledger(int tasks) {
    Path ledger = directory.resolve("ledger");
    Audited.write(ledger, tasks);
    return ledger;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = AuditCommandTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String steady(String out) {
    return out.replaceAll("\\d{4}-\\d\\d-\\d\\d [0-9:]+ UTC", "TIME")
        .replaceFirst("VERIFIED after [0-9.]+ m?s,", "VERIFIED after SOME TIME,");
  }

  @Test
  void showsATaskAsATree() throws IOException {
    Said said = Audited.run(ledger(1), "show", "t-0");

    assertThat(said.exitCode()).isZero();
    String[] told = said.out().split("\nTIMELINE", 2);
    assertThat(steady(told[0])).isEqualTo(golden("show.txt"));
    assertThat(told[1].lines()).hasSize(6).first().asString().matches(" +AT  0\\.+[0-9.]+ m?s");
    assertThat(told[1])
        .containsPattern(
            "call 1 vision\\.fast +[0-9.]+ m?s  \\.*=+\\.*  declined after [0-9.]+ m?s")
        .containsPattern("loop read, H-cycle 1 +.*\\|\\.*  #10 CONFIDENT")
        .containsPattern("root loop, H-cycle 1 +.*\\|\\.*  #13 continue")
        .containsPattern("root loop, H-cycle 2 +.*\\|\\.*  #16 VERIFIED");
  }

  @Test
  void tellsWhyAnExpertWasChosenAndOthersWereNot() throws IOException {
    assertThat(steady(Audited.run(ledger(1), "why", "4").out())).isEqualTo(golden("why-route.txt"));
  }

  @Test
  void tellsWhyALoopStopped() throws IOException {
    Path ledger = ledger(1);
    assertThat(steady(Audited.run(ledger, "why", "16").out())).isEqualTo(golden("why-halt.txt"));
    assertThat(Audited.run(ledger, "why", "12").out())
        .contains("The verifier figures.add-up judged the check adds-up")
        .contains("Found total-off: Total 12 but the parts give 11.");
  }

  @Test
  void overlappingWavesAreToldOnce() {
    Path path = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(path, Audited.PROMPT)) {
      var drafts = new SampleTask("t-0").drafts();
      Audited.append(ledger, drafts.subList(0, 6));
      Draft late = drafts.get(6);
      Position next = new Position("t-0", "read", late.position().level(), 1, 2);
      Draft other =
          new Draft(
              next,
              new Body.SubgoalSettled("table", Result.Status.SKIPPED, 0, false, 0, "missing-input"),
              List.of(),
              java.util.Map.of());
      Audited.append(ledger, List.of(other, late));
    }
    String shown = Audited.run(path, "show", "t-0").out();

    assertThat(shown).contains("not ended after").containsOnlyOnce("            wave 1\n");
    assertThat(shown.indexOf("#7 call 1")).isBetween(0, shown.indexOf("            wave 2\n"));
  }

  @Test
  void labelsOfVeryManyInputsAreShown() {
    Path path = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(path, Audited.PROMPT)) {
      Audited.append(ledger, List.of(SampleTask.admittedWithLabels("t-0", 120)));
    }

    assertThat(Audited.run(path, "show", "t-0").out())
        .contains("input document: page-0.txt")
        .contains("input document: page-119.txt");
    assertThat(Audited.run(path, "why", "0").out())
        .contains("It was given the input document: page-119.txt.");
  }

  @Test
  void tellsARecordByItsId() {
    Path ledger = ledger(1);
    JsonNode shown =
        Json.tree(
            Audited.run(ledger, "show", "t-0", "--json").out().getBytes(StandardCharsets.UTF_8));
    String id = shown.path("records").path(4).path("record").path("id").asText();

    assertThat(Audited.run(ledger, "why", id).out())
        .isEqualTo(Audited.run(ledger, "why", "4").out());
  }

  @Test
  void withoutKeysItSaysSo() throws IOException {
    Path ledger = ledger(1);
    for (Path file : Audited.files(ledger.resolve("keys"))) {
      Files.delete(file);
    }

    assertThat(Audited.run(ledger, "show", "t-0").out())
        .contains("says: (sealed: its key is not here)")
        .contains("input image, text/plain, 3 bytes: (sealed: its key is not here)")
        .doesNotContain("q3.png");
    assertThat(Audited.run(ledger, "why", "4").out())
        .contains("The details of the candidates are sealed: their key is not here.");
    Said verified = Audited.run(ledger, "verify");
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).contains("0 opened and as committed, 8 sealed");
  }

  @Test
  void listsTasks() {
    Path ledger = ledger(2);
    JsonNode list =
        Json.tree(Audited.run(ledger, "list", "--json").out().getBytes(StandardCharsets.UTF_8));

    assertThat(Audited.run(ledger, "list").out()).contains("t-0 ").contains("report-forecast");
    assertThat(list.path("tasks")).hasSize(2);
    assertThat(list.path("tasks").path(1).path("task").asText()).isEqualTo("t-1");
    assertThat(list.path("tasks").path(1).path("answer").asText()).isEqualTo("answered");
    assertThat(list.path("tasks").path(1).path("halt").asText()).isEqualTo("VERIFIED");
    assertThat(list.path("tasks").path(1).path("records").asInt()).isEqualTo(18);
  }

  @Test
  void anUntouchedLedgerHolds() {
    Said said = Audited.run(ledger(20), "verify");

    assertThat(said.out())
        .contains("The ledger holds")
        .contains("360 in canonical form and in order, 360 under the checkpoint")
        .contains("20 tasks (0 without an answer), 40 routing decisions, 40 calls, 60 halting")
        .doesNotContain("FAILED");
    assertThat(said.exitCode()).isZero();
  }

  @Test
  void aLedgerBeingWrittenIsReadWithoutALock() throws Exception {
    Path path = directory.resolve("ledger");
    AtomicBoolean done = new AtomicBoolean();
    try (FileLedger ledger = FileLedger.open(path, Audited.BUSY)) {
      Audited.append(ledger, new SampleTask("t-0").drafts());
      ledger.prove(0).toCompletableFuture().join();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 1; !done.get(); i++) {
                  Audited.append(ledger, new SampleTask("t-" + i).drafts());
                }
              });
      writer.start();
      for (int i = 0; i < READINGS; i++) {
        for (String[] command : new String[][] {{"verify"}, {"list"}, {"show", "t-0"}}) {
          Said said = Audited.run(path, command);
          assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        }
      }
      done.set(true);
      writer.join();
    }
  }

  @Test
  void provesARecordAndChecksTheProofWithTheKeyAlone() throws IOException {
    Path ledger = ledger(20);
    Said proof = Audited.run(ledger, "prove", "--index", "300");
    Path file = Files.writeString(directory.resolve("r.tlog-proof"), proof.out());
    String key = Files.readString(ledger.resolve("log.vkey")).strip();
    Path nowhere = directory.resolve("nowhere");

    Said checked = Audited.run(nowhere, "check-proof", file.toString(), "--key", key);

    assertThat(checked.out()).startsWith("Proved: record 300 is in the log example.com/log at 360");
    Files.writeString(file, proof.out().replace("index 300", "index 301"));
    Said forged = Audited.run(nowhere, "check-proof", file.toString(), "--key", key);
    assertThat(forged.exitCode()).isEqualTo(65);
    assertThat(forged.err()).contains("does not hold: The path does not lead");
  }

  @Test
  void aProofIsCheckedWithAnEarlierKeyAndTheWayFromIt() throws IOException {
    Path ledger = ledger(1);
    String old = Files.readString(ledger.resolve("log.vkey")).strip();
    try (FileLedger open = FileLedger.open(ledger, Audited.PROMPT)) {
      open.rotateKey(new Custody.Asked("local", "petra", "yearly"));
      Audited.append(open, new SampleTask("t-1").drafts());
    }
    String fresh = Files.readString(ledger.resolve("log.vkey")).strip();
    String step = ledger.resolve(Rotation.path(VerifierKey.parse(fresh))).toString();
    String proof = Audited.run(ledger, "prove", "--index", "3").out();
    String file = Files.writeString(directory.resolve("r"), proof).toString();
    Path nowhere = directory.resolve("nowhere");

    Said led = Audited.run(nowhere, "check-proof", file, "--key", old, "--rotation", step);
    assertThat(led.out()).startsWith("Proved: record 3 is in the log");
    assertThat(Audited.run(nowhere, "check-proof", file, "--key", old).exitCode()).isEqualTo(65);
    String stranger = SignerKey.generate("example.com/log").verifier().toString();
    Said strange = Audited.run(nowhere, "check-proof", file, "--key", stranger, "--rotation", step);
    assertThat(strange.exitCode()).isEqualTo(65);
    assertThat(strange.err()).contains("begins with another key");
    Said without =
        Audited.run(nowhere, "check-proof", file, "--key", old, "--rotation", step + "0");
    assertThat(without.exitCode()).isEqualTo(64);
    assertThat(without.err()).contains("There is no rotation (" + step + "0).");
    Said keyless = Audited.run(nowhere, "check-proof", file);
    assertThat(keyless.exitCode()).isEqualTo(64);
    assertThat(keyless.err()).contains("Maybe add --key.");
    assertThat(Audited.run(ledger, "check-proof", file).out())
        .contains("The key was taken from the ledger itself.");
  }

  /** Whoever finds or keeps a key that was rotated away can sign with it for ever. */
  @Test
  void aProofThatARetiredKeySignedAfterItsEndDoesNotHold() throws IOException {
    Path ledger = directory.resolve("ledger");
    Path stolen = directory.resolve("stolen");
    Audited.write(ledger, 1);
    Audited.copy(ledger, stolen);
    String old = Files.readString(ledger.resolve("log.vkey")).strip();
    String early = Audited.run(ledger, "prove", "--index", "3").out();
    try (FileLedger open = FileLedger.open(ledger, Audited.PROMPT)) {
      open.rotateKey(new Custody.Asked("local", "petra", "yearly"));
      Audited.append(open, new SampleTask("t-1").drafts());
    }
    String fresh = Files.readString(ledger.resolve("log.vkey")).strip();
    String step = ledger.resolve(Rotation.path(VerifierKey.parse(fresh))).toString();
    Audited.write(stolen, 1, 2);
    String late = Audited.run(stolen, "prove", "--index", "3").out();
    String before = Files.writeString(directory.resolve("before"), early).toString();
    String after = Files.writeString(directory.resolve("after"), late).toString();
    String now =
        Files.writeString(
                directory.resolve("now"), Audited.run(ledger, "prove", "--index", "3").out())
            .toString();
    Path nowhere = directory.resolve("nowhere");

    Said forged = Audited.run(nowhere, "check-proof", after, "--key", old, "--rotation", step);

    assertThat(forged.err()).contains("at 54 records, by a key that was rotated away at 19");
    assertThat(forged.exitCode()).as(forged.out()).isEqualTo(65);
    assertThat(Audited.run(nowhere, "check-proof", after, "--key", old).exitCode()).isZero();
    // Beside the ledger its own steps lead back to the key that signed then.
    assertThat(Audited.run(ledger, "check-proof", before).exitCode()).isZero();
    assertThat(Audited.run(ledger, "check-proof", after).exitCode()).isEqualTo(65);
    for (String[] well : new String[][] {{before, old}, {now, old}, {now, fresh}}) {
      Said said =
          Audited.run(nowhere, "check-proof", well[0], "--key", well[1], "--rotation", step);
      assertThat(said.exitCode()).as(said.err()).isZero();
    }
  }

  @Test
  void mistakesAreUsageErrors() {
    Path ledger = ledger(1);
    String gone = directory.resolve("gone/t.html").toString();

    assertThat(Audited.run(ledger, "why", "t-0").err())
        .isEqualTo(
            "(t-0) is a task, not one decision. Maybe choose one of: ./consilium audit show t-0\n");
    Said nowhere = Audited.run(ledger, "export", "html", "--task", "t-0", "--out", gone);
    assertThat(nowhere.exitCode()).isEqualTo(64);
    assertThat(nowhere.err()).startsWith("The file (" + gone + ") cannot be written. Maybe name");
    assertThat(Audited.run(ledger, "verify", "--key", "x").exitCode()).isEqualTo(64);

    assertThat(Audited.run(ledger, "show", "t-9").exitCode()).isEqualTo(64);
    assertThat(Audited.run(ledger, "why", "99").err()).contains("no record (99)");
    assertThat(Audited.run(ledger, "prove").exitCode()).isEqualTo(64);
    assertThat(Audited.run(directory, "verify").err()).contains("There is no ledger in");
    assertThat(Audited.run(directory, "verify").exitCode()).isEqualTo(64);
  }

  @Command(name = "consilium")
  private static final class Larger {
    @Option(names = "--work", scope = ScopeType.INHERIT)
    private Path work;
  }

  @Test
  void messagesNameTheOptionThatNamedTheLedger() {
    Path ledger = ledger(1);
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new Larger());
    line.addSubcommand(new AuditCommand(() -> ledger));
    line.setOut(new PrintWriter(out));
    line.execute("audit", "why", "4", "--work", "its place");
    line.execute("--work", "here", "audit", "why", "4");
    line.execute("audit", "why", "4");

    assertThat(out.toString())
        .contains("its proof: ./consilium audit prove --work 'its place' --index 4\n")
        .contains("its proof: ./consilium audit prove --work here --index 4\n")
        .endsWith("its proof: ./consilium audit prove --index 4\n");
  }

  @Test
  void messagesNameTheCommandAsItWasTyped() {
    Path ledger = ledger(1);
    Typed alone = Typed.alone(Path.of("copy of it"));

    assertThat(Audited.run(ledger, "show", "t-9").err())
        .endsWith("Maybe see: ./consilium audit list\n");
    assertThat(Audited.run(ledger, "why", "4").out())
        .endsWith("its proof: ./consilium audit prove --index 4\n");
    assertThat(alone.of("prove", "--index", 4))
        .isEqualTo("java -jar consilium-auditor.jar prove 'copy of it' --index 4");
    assertThat(Typed.alone(Path.of("petra's copy")).of("list"))
        .isEqualTo("java -jar consilium-auditor.jar list 'petra'\\''s copy'");
    assertThat(Typed.alone(Path.of("")).of("list"))
        .isEqualTo("java -jar consilium-auditor.jar list .");
  }

  @Test
  void runsAloneOnACopy() {
    Path copy = directory.resolve("copy");
    Audited.copy(ledger(1), copy);

    assertThat(Main.run("verify", copy.toString())).isZero();
    assertThat(Main.run("show", copy.toString(), "t-0")).isZero();
  }

  @Test
  void brokenRulesAreNamed() throws IOException {
    Path path = directory.resolve("ledger");
    try (FileLedger ledger = FileLedger.open(path, Audited.PROMPT)) {
      var drafts = new SampleTask("t-0").drafts();
      for (int i : new int[] {0, 1, 5, 6, 6, 13, 13, 17}) {
        Receipt receipt = ledger.append(List.of(drafts.get(i)));
        receipt.durable().toCompletableFuture().join();
      }
    }

    Said said = Audited.run(path, "verify");

    assertThat(said.exitCode()).isEqualTo(65);
    assertThat(said.out())
        .contains("FAILED   record 2, task t-0: call 1 has no routing decision before it")
        .contains("FAILED   record 4, task t-0: call 1 has two outcomes")
        .contains("FAILED   record 6, task t-0: a halting decision for a cycle that has one")
        .contains("FAILED   record 7, task t-0: no halting decision of the root loop");
  }
}
