package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.PayloadRead;
import io.consilium.api.ledger.Custody.Asked;
import io.consilium.api.ledger.Draft;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.task.Position;
import io.consilium.governance.auditor.AuditCommand;
import io.consilium.governance.auditor.PayloadReads;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.governance.ledger.FileLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Beside a host, payloads are shown on demand alone, and that is on record first. */
class ReadingTest {
  private static final String TEXT = "Too small.";

  @TempDir Path directory;
  private final List<String> recorded = new ArrayList<>();

  @BeforeEach
  void write() {
    directory = directory.resolve("ledger");
    Audited.write(directory, 1);
  }

  private Said run(PayloadReads reads, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new AuditCommand(() -> directory, reads));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Said(line.execute(args), out.toString(), err.toString());
  }

  private void note(List<PayloadRead.Slot> slots, String name, String why) {
    recorded.add(name + ", " + why);
    slots.forEach(slot -> recorded.add(slot.sequence() + " " + slot.slot()));
  }

  @Test
  void payloadsStayClosedUntilAskedFor() {
    Said said = run(this::note, "show", "t-0");

    assertThat(said.exitCode()).isZero();
    assertThat(said.out()).doesNotContain(TEXT).contains("(sealed: --payloads opens it)");
    assertThat(run(this::note, "why", "4").out())
        .contains("The details of the candidates are sealed: --payloads --why TEXT opens them.");
    assertThat(recorded).isEmpty();
  }

  @Test
  void whatIsShownIsOnRecordFirst() {
    Said said = run(this::note, "show", "t-0", "--payloads", "--as", "petra", "--why", "appeal");

    assertThat(said.out()).contains(TEXT);
    assertThat(recorded).startsWith("petra, appeal").contains("6 message");
    recorded.clear();
    run(this::note, "why", "6", "--payloads", "--as", "petra", "--why", "appeal");
    assertThat(recorded).contains("petra, appeal", "6 message");
  }

  @Test
  void withoutAReasonOrARecordNothingIsShown() {
    Said bare = run(this::note, "show", "t-0", "--payloads");
    Said away =
        run(
            (slots, name, why) -> {
              throw new IOException("The host is away.");
            },
            "show",
            "t-0",
            "--payloads",
            "--why",
            "x");

    assertThat(List.of(bare.exitCode(), away.exitCode())).containsOnly(64);
    assertThat(bare.out() + away.out()).isEmpty();
    assertThat(bare.err()).contains("Maybe add --why TEXT");
    assertThat(away.err()).contains("nothing is shown: The host is away.");
  }

  @Test
  void onCopiedFilesItSaysThatItIsOnNoRecord() {
    Said said = Audited.run(directory, "show", "t-0", "--payloads");

    assertThat(said.out()).contains(TEXT);
    assertThat(said.err()).contains("This reading is on no record");
  }

  @Test
  void aRotatedKeyIsFollowedFromTheFirst() throws IOException {
    Path first = Files.copy(directory.resolve("log.vkey"), directory.resolve("../first.vkey"));
    Path early = Files.copy(directory.resolve("checkpoint"), directory.resolve("../early"));
    for (int i = 0; i < 2; i++) {
      try (FileLedger ledger = FileLedger.open(directory, Audited.PROMPT)) {
        ledger.rotateKey(new Asked("local", "petra", "yearly"));
      }
    }
    Said said =
        Audited.run(directory, "verify", "--key", first.toString(), "--since", early.toString());

    assertThat(said.exitCode()).as(said.out()).isZero();
    assertThat(said.out()).contains("Rotations lead from the given key");
    Said part = Audited.run(directory, "verify", "--key", first.toString(), "--from", "1");
    assertThat(part.exitCode()).as(part.out()).isZero();

    for (Path step : Audited.files(directory.resolve("rotations"))) {
      byte[] bytes = Files.readAllBytes(step);
      bytes[bytes.length - 9] ^= 1;
      Files.write(step, bytes);
    }
    Said forged = Audited.run(directory, "verify", "--key", first.toString());
    assertThat(forged.exitCode()).isEqualTo(65);
    assertThat(forged.out()).contains("FAILED   rotations/").contains("no rotation leads to it");
  }

  @Test
  void whoDecidedAndWhatWasShownIsToldWithTheKeysAndOnDemandAlone() {
    Position at = new Position("t-0", "", 0, 2, 0);
    try (FileLedger ledger = FileLedger.open(directory, Audited.PROMPT)) {
      Body asked =
          new Body.ApprovalAsked(
              1, PolicyPoint.BEFORE_ANSWER, List.of("four-eyes"), 1, 1_000, false, 5);
      Body given = new Body.ApprovalGiven(1, true);
      Audited.append(
          ledger,
          List.of(
              new Draft(at, asked, List.of(), Map.of("shown", SampleTask.text("total 12"))),
              new Draft(
                  at,
                  given,
                  List.of(),
                  Map.of("name", SampleTask.text("petra"), "message", SampleTask.text("seen")))));
    }

    assertThat(Audited.run(directory, "show", "t-0").out())
        .contains("shown: total 12")
        .containsPattern("a person approves\n +who: petra\n +says: seen\n");
    assertThat(Audited.run(directory, "why", "18").out()).contains("They were shown: total 12");
    assertThat(Audited.run(directory, "why", "19").out())
        .contains("Who: petra\nIt was said: seen\n");
    assertThat(run(this::note, "why", "19").out())
        .contains("Who: (sealed: --payloads opens it)")
        .doesNotContain("petra");
    run(this::note, "why", "19", "--payloads", "--as", "otto", "--why", "appeal");
    assertThat(recorded).contains("19 name", "19 message");
  }

  @Test
  void anErasedTaskVerifiesAndShowsNoText() {
    try (FileLedger ledger = FileLedger.open(directory, Audited.PROMPT)) {
      ledger.forget("t-0", new Asked("local", "petra", "letter"));
    }
    Said verified = Audited.run(directory, "verify");
    Said shown = Audited.run(directory, "show", "t-0");

    assertThat(verified.exitCode()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("of erased units are gone, as they should");
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out()).doesNotContain(TEXT).contains("(sealed: its key is not here)");
    assertThat(Audited.run(directory, "why", "6").exitCode()).isZero();
  }
}
