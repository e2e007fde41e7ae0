package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Custody;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds the same with an index as without, and never an answer from a wrong one. */
class FindTest {
  private static final List<List<String>> QUESTIONS =
      List.of(
          List.of("--expert", "vision.ocr"),
          List.of("--expert", "vision.fast", "--expert", "VISION.OCR"),
          List.of("--version", "1.0.0"),
          List.of("--version", "routing:1.0.0"),
          List.of("--version", "2.0.0"),
          List.of("--verdict", "rejected"),
          List.of("--reason", "confident"),
          List.of("--pipeline", "report-forecast"),
          List.of("--pipeline", "another"),
          List.of("--principal", "local/local"),
          List.of("--principal", "somebody"),
          List.of("--code", "ab".repeat(32)),
          List.of("--code", "cd".repeat(32)),
          List.of("--type", "halt-decided"),
          List.of("--outcome", "declined"),
          List.of("--outcome", "ANSWERED"),
          List.of("--rule", "no-such"),
          List.of("--task", "t-3"),
          List.of("--min-cost", "2"),
          List.of("--max-cost", "1"),
          List.of("--after", "2020-01-01"),
          List.of("--before", "2020-01-01"),
          List.of());

  @TempDir static Path shared;
  @TempDir Path directory;
  private Path ledger;

  @BeforeAll
  static void write() {
    Audited.write(shared.resolve("ledger"), 20);
  }

  @BeforeEach
  void copy() {
    ledger = directory.resolve("ledger");
    Audited.copy(shared.resolve("ledger"), ledger);
  }

  private Said find(List<String> asked, String... more) {
    List<String> args = new ArrayList<>(List.of("find"));
    args.addAll(asked);
    args.addAll(List.of(more));
    return Audited.run(ledger, args.toArray(String[]::new));
  }

  private Said index(String... more) {
    List<String> args = new ArrayList<>(List.of("index"));
    args.addAll(List.of(more));
    return Audited.run(ledger, args.toArray(String[]::new));
  }

  private void agree(List<String> asked) {
    Said indexed = find(asked);
    assertThat(indexed.err()).as(asked.toString()).isEmpty();
    assertThat(indexed.exitCode()).isZero();
    assertThat(indexed.out()).as(asked.toString()).isEqualTo(find(asked, "--scan").out());
    if (asked.size() != 2 || asked.get(0).matches("--(expert|verdict|pipeline)")) {
      assertThat(find(asked, "--tasks").out())
          .as(asked.toString())
          .isEqualTo(find(asked, "--tasks", "--scan").out());
    }
  }

  @Test
  void findsRecordsThatMeetAllThatIsAsked() {
    Said said = find(List.of("--expert", "vision.ocr", "--task", "t-3"));

    assertThat(said.out())
        .contains("call 2: asks vision.ocr, attempt 2")
        .contains("call 2: vision.ocr solved")
        .endsWith("2 records found\n");
    assertThat(find(List.of("--verdict", "rejected")).out()).endsWith("20 records found\n");
    assertThat(find(List.of("--verdict", "rejected", "--expert", "vision.ocr")).out())
        .isEqualTo("0 records found\n");
    assertThat(find(List.of("--verdict", "rejected", "--expert", "vision.ocr"), "--tasks").out())
        .startsWith("t-0\nt-1\n")
        .endsWith("20 tasks found\n");
    assertThat(find(List.of("--verdict", "rejected"), "--limit", "3").out())
        .endsWith("20 records found, 3 shown\n");
    assertThat(find(List.of("--task", "t-3", "--type", "answer-released"), "--json").out())
        .contains("\"count\" : 1")
        .contains("\"type\" : \"answer-released\"");
  }

  @Test
  void findsOutcomesAndListsTheTasksOfWhatIsAsked() {
    assertThat(find(List.of("--outcome", "declined")).out())
        .contains("vision.fast declined (unsuited)")
        .endsWith("20 records found\n");
    assertThat(find(List.of("--outcome", "answered")).out()).endsWith("20 records found\n");
    assertThat(find(List.of("--outcome", "timed-out")).out()).isEqualTo("0 records found\n");
    assertThat(Audited.run(ledger, "list", "--task", "t-3", "--outcome", "declined").out())
        .contains("t-3   report-forecast")
        .doesNotContain("t-4")
        .endsWith("1 task\n");
    assertThat(Audited.run(ledger, "list", "--rule", "no-such").out()).endsWith("0 tasks\n");
    assertThat(find(List.of(), "--limit", "-1").exitCode()).isEqualTo(64);
  }

  @Test
  void peopleAreFoundByNameWithTheKeyOfPseudonymsAndNotWithout() throws IOException {
    try (FileLedger open = FileLedger.open(ledger, Audited.PROMPT)) {
      open.rotateKey(new Custody.Asked("acme", "Petra", "yearly"));
      open.rotateKey(new Custody.Asked("acme", "anna smith", "yearly"));
    }
    assertThat(find(List.of("--principal", "acme/Petra")).out())
        .contains("signing key changed")
        .endsWith("1 record found\n");
    assertThat(find(List.of("--principal", "Petra")).out()).isEqualTo("0 records found\n");
    // However it is typed, as the host takes names.
    assertThat(find(List.of("--principal", "acme/Anna  SMITH")).out()).endsWith("1 record found\n");

    Files.delete(ledger.resolve("keys/pseudonyms.key"));
    assertThat(find(List.of("--principal", "acme/Petra")).out()).isEqualTo("0 records found\n");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    Said said = find(List.of("--after", "yesterday"));

    assertThat(said.exitCode()).isEqualTo(64);
    assertThat(said.err()).contains("Not a time (yesterday). Maybe write 2026-11-22");
  }

  @Test
  void whatNoRecordCanHoldIsRefusedAndNotSaidToBeMissing() {
    for (String[] asked :
        new String[][] {
          {"--verdict", "acepted", "accepted, broke"},
          {"--type", "routed", "subgoal-routed"},
          {"--reason", "verifid", "verified"},
          {"--outcome", "solvd", "timed-out"}
        }) {
      Said said = find(List.of(asked[0], asked[1]));
      assertThat(said.exitCode()).isEqualTo(64);
      assertThat(said.err()).contains("(" + asked[1] + "). Maybe one of: ").contains(asked[2]);
    }
  }

  @Test
  void indexAndScanAgree() {
    assertThat(index().out()).startsWith("360 records in the index, 360 of them new: ");
    QUESTIONS.forEach(this::agree);
    Random random = new Random(3);
    for (int i = 0; i < 6; i++) {
      List<String> both = new ArrayList<>(QUESTIONS.get(random.nextInt(QUESTIONS.size())));
      both.addAll(QUESTIONS.get(random.nextInt(QUESTIONS.size())));
      if (both.stream().filter("--task"::equals).count() < 2
          && both.stream().filter(s -> s.matches("--(min|max)-cost|--after|--before")).count()
              < 2) {
        agree(both);
      }
    }
  }

  @Test
  void whatCameAfterTheIndexIsFound() {
    index();
    Audited.write(ledger, 2);
    agree(List.of("--expert", "vision.ocr"));
    assertThat(index().out()).startsWith("396 records in the index, 36 of them new: ");
    assertThat(index().out()).startsWith("396 records in the index, 0 of them new: ");
    agree(List.of("--expert", "vision.ocr"));
    agree(List.of());
  }

  @Test
  void recordsNoCheckpointCoversAreFoundAndNotKept() throws IOException {
    index();
    Path database = directory.resolve("ledger.index/records.sqlite");
    byte[] before = Files.readAllBytes(database);
    try (FileLedger open = FileLedger.open(ledger, Audited.LAZY)) {
      Audited.append(open, new SampleTask("t-late").drafts());

      agree(List.of("--task", "t-late"));
      agree(List.of("--expert", "vision.ocr"));
    }
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  @Test
  void aDamagedIndexIsNeverAsked() throws IOException {
    index();
    Path database = directory.resolve("ledger.index/records.sqlite");
    byte[] sound = Files.readAllBytes(database);
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      byte[] changed = sound.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(database, changed);
      Said said = find(List.of("--expert", "vision.ocr"));
      assertThat(said.err()).contains("cannot be used: its bytes are not those that were written");
      assertThat(said.out()).endsWith("40 records found\n");
    }
    Said rebuilt = index();
    assertThat(rebuilt.err()).contains("The index is built anew");
    agree(List.of("--expert", "vision.ocr"));
  }

  @Test
  void allOfAnIndexIsReadOnlyWhereItsFileWasTouched() throws IOException {
    index();
    Path database = directory.resolve("ledger.index/records.sqlite");
    Path seal = directory.resolve("ledger.index/records.sha256");
    List<String> sealed = Files.readAllLines(seal);
    Files.write(seal, List.of("0".repeat(64), sealed.get(1)));
    agree(List.of("--expert", "vision.ocr"));

    Files.write(seal, sealed);
    Files.setLastModifiedTime(database, FileTime.fromMillis(0));
    agree(List.of("--expert", "vision.ocr"));
    assertThat(index().out()).startsWith("360 records in the index, 0 of them new: ");
    assertThat(Files.readAllLines(seal)).startsWith(sealed.get(0)).isNotEqualTo(sealed);

    Files.write(seal, new byte[] {(byte) 0xc3, 0x28});
    assertThat(find(List.of("--expert", "vision.ocr")).err()).contains("cannot be used");
  }

  @Test
  void anIndexIsReadAsAWholeBeforeItIsExtended() throws IOException {
    index();
    Path seal = directory.resolve("ledger.index/records.sha256");
    List<String> sealed = Files.readAllLines(seal);
    Files.write(seal, List.of("0".repeat(64), sealed.get(1)));

    assertThat(index().err()).contains("The index is built anew: its bytes are not those");
  }

  @Test
  void anIndexOfAnotherLedgerIsNeverAsked() {
    Path other = directory.resolve("other");
    Audited.write(other, 3);
    Path at = IndexFile.beside(other);
    Audited.run(other, "index");

    Said said = find(List.of("--expert", "vision.ocr"), "--index-at", at.toString());

    assertThat(said.err()).contains("it is of other records than this ledger's");
    assertThat(said.out()).endsWith("40 records found\n");
  }

  @Test
  void theIndexNeverLiesInTheLedger() throws IOException {
    index();
    assertThat(Audited.run(ledger, "verify").out()).doesNotContain("does not belong");
    Said refused = index("--index-at", ledger.resolve("index").toString());
    assertThat(refused.exitCode()).isEqualTo(64);
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThat(index("--index-at", file.toString()).exitCode()).isEqualTo(64);
  }
}
