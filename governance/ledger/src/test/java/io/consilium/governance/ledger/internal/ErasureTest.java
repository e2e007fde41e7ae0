package io.consilium.governance.ledger.internal;

import static io.consilium.governance.ledger.internal.Samples.admitted;
import static io.consilium.governance.ledger.internal.Samples.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Custody.Asked;
import io.consilium.api.ledger.Custody.Forgotten;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.Entry;
import io.consilium.api.ledger.LedgerFailure;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Principal;
import io.consilium.api.task.TaskId;
import io.consilium.governance.ledger.Options;
import io.consilium.governance.ledger.format.Seal;
import io.consilium.governance.ledger.format.TlogProof;
import io.consilium.governance.ledger.format.UnitKey;
import io.consilium.governance.ledger.format.VerifierKey;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
  static final Asked ASKED = new Asked("local", "Petra Vogel", "The customer wrote a letter.");

  @TempDir Path directory;
  private DiskLedger ledger;

  @BeforeEach
  void open() {
    ledger = DiskLedger.open(directory, Options.DEFAULT);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void reopen() {
    close();
    open();
  }

  private void task(String task, Optional<String> subject, String input) {
    ledger.append(List.of(of(subject, admitted(task, input)), released(task)));
  }

  private static Draft of(Optional<String> subject, Draft draft) {
    Body.TaskAdmitted b = (Body.TaskAdmitted) draft.body();
    Principal principal = new Principal("local", "clerk-7", subject);
    Body body =
        new Body.TaskAdmitted(
            b.pipeline(),
            b.pipelineDigest(),
            b.goal(),
            b.roles(),
            b.budget(),
            principal,
            b.admittedMillis(),
            b.seed());
    return new Draft(draft.position(), body, draft.code(), draft.payloads());
  }

  private List<Entry> entries(String task) {
    return ledger.entries(new TaskId(task));
  }

  @Test
  void aForgottenTaskGivesNoPayloadAndKeepsItsProofs() throws IOException {
    task("t-1", Optional.empty(), "about Jane");
    task("t-2", Optional.empty(), "about John");
    SealedPayload input = entries("t-1").get(0).record().payloads().get("input.0");
    ledger.prove(3).toCompletableFuture().join();

    Forgotten forgotten = ledger.custody().forget("t-1", ASKED);

    assertThat(forgotten.unit()).isEqualTo("t-1");
    assertThat(forgotten.payloads()).isEqualTo(3);
    assertThat(forgotten.record().body()).isInstanceOf(Body.Erased.class);
    for (int i = 0; i < 2; i++) {
      assertThat(entries("t-1")).hasSize(2).allMatch(entry -> entry.payloads().isEmpty());
      assertThat(entries("t-2").get(0).payloads()).containsKeys("input.0", "label.0");
      assertThat(directory.resolve(UnitKey.path("t-1"))).doesNotExist();
      assertThat(directory.resolve(Seal.path(input.blob()))).doesNotExist();
      VerifierKey key = VerifierKey.parse(Files.readString(directory.resolve("log.vkey")));
      for (long sequence = 0; sequence < ledger.size(); sequence++) {
        String text = ledger.prove(sequence).toCompletableFuture().join().text();
        TlogProof proof = TlogProof.parse(text.getBytes(StandardCharsets.UTF_8));
        assertThat(proof.check(proof.extra().orElseThrow(), key).size()).isEqualTo(ledger.size());
      }
      reopen();
    }
  }

  @Test
  void whoAskedAndWhyAreSealedAndNotInTheClear() throws IOException {
    task("t-1", Optional.empty(), "x");
    DecisionRecord record = ledger.custody().forget("t-1", ASKED).record();

    assertThat(((Body.Erased) record.body()).by().actor()).matches("person-[0-9a-f]{32}");
    assertThat(record.payloads()).containsOnlyKeys("name", "message");
    assertNowhere("Petra", "letter");
  }

  private void assertNowhere(String... texts) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file + " " + Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain(texts);
      }
    }
  }

  @Test
  void tasksOfOneSubjectAreErasedTogetherAndItMayComeBack() throws IOException {
    Optional<String> jane = Optional.of("jane.roe@example.com");
    task("t-1", jane, "one");
    task("t-2", jane, "two");
    task("t-3", Optional.of("other"), "three");
    reopen();
    assertThatThrownBy(() -> ledger.custody().forget("t-1", ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe forget the subject: subject-");

    String unit = ledger.custody().forget("jane.roe@example.com", ASKED).unit();

    assertThat(unit).matches("subject-[0-9a-f]{32}");
    task("t-4", jane, "four");
    for (int i = 0; i < 2; i++) {
      assertThat(entries("t-1").get(0).payloads()).isEmpty();
      assertThat(entries("t-2").get(0).payloads()).isEmpty();
      assertThat(entries("t-3").get(0).payloads()).isNotEmpty();
      assertThat(entries("t-4").get(0).payloads()).isNotEmpty();
      reopen();
    }
    assertNowhere("jane.roe", "Jane");
    assertThat(ledger.custody().forget(unit + ".1", ASKED).unit()).isEqualTo(unit + ".1");
    assertThat(entries("t-4").get(0).payloads()).isEmpty();
  }

  @Test
  void subjectsOfDifferentTenantsAreDifferent() {
    task("t-1", Optional.of("jane"), "one");

    assertThatThrownBy(
            () -> ledger.custody().forget("jane", new Asked("other-tenant", "Petra", "why")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no task and no data subject (jane)");
  }

  @Test
  void whatIsWorkedOnOrUnknownOrErasedIsRefusedAndNotOnRecord() {
    ledger.append(List.of(admitted("t-1", "running")));
    task("t-2", Optional.empty(), "done");
    ledger.custody().forget("t-2", ASKED);
    long size = ledger.size();

    assertThatThrownBy(() -> ledger.custody().forget("t-1", ASKED))
        .hasMessageContaining("Task t-1 is being worked on. Maybe cancel it");
    assertThatThrownBy(() -> ledger.custody().forget("t-9", ASKED))
        .hasMessageContaining("no task and no data subject (t-9)");
    assertThatThrownBy(() -> ledger.custody().forget("t-2", ASKED))
        .hasMessageContaining("(t-2) were erased before");
    assertThatThrownBy(() -> ledger.custody().forget("host", ASKED))
        .hasMessageContaining("no task and no data subject (host)");
    assertThatThrownBy(() -> ledger.append(List.of(released("t-2"))))
        .hasMessageContaining("payloads of task (t-2) were erased");
    assertThat(ledger.size()).isEqualTo(size);
    assertThat(ledger.trouble()).isEmpty();
  }

  @Test
  void aTaskThatBeganMeanwhileKeepsItsSubjectsKey() throws IOException {
    UnitNames names = new UnitNames();
    Units units = new Units(new SimulatedDisk(), Path.of("/ledger"), new SecureRandom(), names);
    names.admit("t-1", Optional.of("jane"));
    names.admit("t-2", Optional.of("jane"));

    assertThat(units.bar("jane", "t-2"::equals)).isFalse();
    assertThat(names.erased("jane")).isFalse();
    assertThat(units.bar("jane", task -> false)).isTrue();
    assertThat(names.erased("jane")).isTrue();
  }

  @Test
  void aLostKeyOfPseudonymsIsNotMadeAnewOnceRecordsNameSubjects() throws IOException {
    Path key = directory.resolve("keys/pseudonyms.key");
    task("t-1", Optional.empty(), "x");
    close();
    Files.delete(key);
    open();
    task("t-2", Optional.of("jane"), "y");
    close();
    byte[] kept = Files.readAllBytes(key);
    Files.delete(key);

    assertThatThrownBy(this::open)
        .isInstanceOf(LedgerFailure.class)
        .hasMessageContaining("pseudonyms.key is lost")
        .hasMessageContaining("Maybe restore it");
    assertThat(key).doesNotExist();

    Files.write(key, kept);
    open();
    assertThat(ledger.custody().forget("jane", ASKED).payloads()).isEqualTo(3);
  }

  @Test
  void aLostKeyOfPseudonymsIsMadeAnewOnRecordAlone() throws IOException {
    assertThat(ledger.size()).isZero();
    task("t-1", Optional.empty(), "x");
    String before = actor(0);
    close();
    Files.delete(directory.resolve("keys/pseudonyms.key"));
    open();

    assertThat(ledger.health().get("summary").toString())
        .contains("keys/pseudonyms.key was gone at this start and is made anew");
    task("t-2", Optional.empty(), "y");
    DecisionRecord changed = record(2);
    assertThat(changed.body())
        .isInstanceOfSatisfying(
            Body.ConfigurationChanged.class,
            body -> {
              assertThat(body.pid()).isEqualTo("consilium.ledger.pseudonyms");
              assertThat(body.revision()).matches("[0-9a-f]{32}");
            });
    assertThat(actor(3)).startsWith("person-").isNotEqualTo(before);

    long size = ledger.size();
    reopen();
    assertThat(ledger.size()).isEqualTo(size);
    assertThat(ledger.health().get("summary").toString()).doesNotContain("pseudonyms");
  }

  private DecisionRecord record(long sequence) {
    String text = ledger.prove(sequence).toCompletableFuture().join().text();
    TlogProof proof = TlogProof.parse(text.getBytes(StandardCharsets.UTF_8));
    return Json.read(proof.extra().orElseThrow(), DecisionRecord.class);
  }

  private String actor(long sequence) {
    return ((Body.TaskAdmitted) record(sequence).body()).principal().actor();
  }

  @Test
  void readingAPayloadIsARecordOfWhoWhatAndWhy() {
    task("t-1", Optional.empty(), "x");
    List<Body.PayloadRead.Slot> slots = List.of(new Body.PayloadRead.Slot(0, "input.0"));

    List<DecisionRecord> records = ledger.custody().reading(slots, ASKED);

    assertThat(records).hasSize(1);
    Body.PayloadRead body = (Body.PayloadRead) records.get(0).body();
    assertThat(body.slots()).isEqualTo(slots);
    assertThat(body.by().actor()).startsWith("person-");
    assertThat(records.get(0).payloads()).containsOnlyKeys("name", "message");
    assertThatThrownBy(
            () -> ledger.custody().reading(List.of(new Body.PayloadRead.Slot(0, "nothing")), ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Record 0 has no payload (nothing)");
    assertThat(ledger.size()).isEqualTo(3);
  }

  @Test
  void aPowerCutAtAnyStepOfAnErasureLeavesItWholeOrUndone() throws IOException {
    int tries = Integer.getInteger("consilium.erasures", 30);
    int done = 0;
    for (int cut = 1; cut <= tries; cut++) {
      Random random = new Random(cut);
      SimulatedDisk disk = new SimulatedDisk();
      DiskLedger first = simulated(disk);
      first.append(List.of(admitted("t-1", "secret"), released("t-1"))).durable();
      first.prove(1).toCompletableFuture().join();
      byte[] key = disk.read(Path.of("/ledger", UnitKey.path("t-1")));
      disk.failAt(1 + cut * 3 % 40, SimulatedDisk.Fault.POWER_CUT);
      boolean acknowledged = forget(first);
      first.close();
      SimulatedDisk after = disk.powerCut(random);
      after.failAt(1 + random.nextInt(30), SimulatedDisk.Fault.POWER_CUT);
      try {
        simulated(after).close();
      } catch (LedgerFailure e) {
        // The power may go during recovery too.
      }
      after = after.powerCut(random);
      DiskLedger again = simulated(after);
      boolean erased = again.entries(new TaskId("t-1")).get(0).payloads().isEmpty();
      assertThat(erased).as("cut " + cut).isIn(true, acknowledged);
      assertThat(after.holds(key)).as("cut " + cut).isEqualTo(!erased);
      assertThat(forget(again)).isEqualTo(!erased);
      done += erased ? 1 : 0;
      again.close();
      assertThat(again.trouble()).isEmpty();
    }
    assertThat(done).isBetween(1, tries - 1);
  }

  private static boolean forget(DiskLedger ledger) {
    try {
      ledger.custody().forget("t-1", ASKED);
      return true;
    } catch (LedgerFailure e) {
      return false;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("erased before");
      return false;
    }
  }

  private static DiskLedger simulated(SimulatedDisk disk) {
    Options options =
        new Options(
            Optional.of("example.com/log"), Optional.empty(), Duration.ZERO, 4, 3_000, 1 << 20);
    return DiskLedger.open(Path.of("/ledger"), options, disk);
  }
}
