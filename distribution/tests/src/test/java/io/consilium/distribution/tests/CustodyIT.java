package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.api.ledger.Body;
import io.consilium.distribution.tests.Consilium.Ended;
import io.consilium.distribution.tests.Consilium.Running;
import io.consilium.distribution.tests.plugin.LetterExpert;
import io.consilium.distribution.tests.plugin.LetterModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One ledger's life, by command: what is masked, read, forgotten, proved, lost, copied, altered and
 * cosigned. A story in its order, so that two starts of a host are enough.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CustodyIT {
  private static final String PIPELINE =
      """
      pipeline: copy
      description: Copies a text.
      goal: test.goal
      inputs:
        text: {media: [text/plain], min: 1, max: 1}
      budget: {cycles: 2, steps: 4, time: 1m, cost: 100, levels: 1}
      methods:
        - name: all
          achieves: test.goal
          steps:
            copy: {capability: test.copy, goal: Copy, inputs: {text: task.text}}
          outputs: {text: copy.text}
      """;
  private static final String LINES =
      PIPELINE.replace("max: 1}", "max: 1, each: {line: 'line .*'}}");
  private static final List<String> PERSONAL =
      List.of("anna.smith@example.org", "DE89370400440532013000", "4111 1111 1111 1111");

  private Serving serving;
  private Auditor auditor;
  private Path ledger;
  private Path key;
  private byte[] older;
  private List<JsonNode> reports;

  @BeforeAll
  void serve() throws Exception {
    serving = new Serving();
    ledger = serving.work().resolve("ledger");
    serving.set("consilium.ledger.redact.slots", "*");
    serving.set("consilium.ledger.redact.detectors", "e-mail,iban,card,phone");
    PluginJar.drop(
        serving.work().resolve("plugins"),
        "test.letter",
        PluginJar.of("test.letter", "1.0.0", "", LetterModule.class, LetterExpert.class));
    serving.consilium().file("copy.yaml", PIPELINE);
    serving.consilium().file("lines.yaml", LINES.replace("pipeline: copy", "pipeline: lines"));
    auditor = new Auditor(Files.createDirectory(serving.directory().resolve("elsewhere")));
    key = auditor.directory().resolve("log.vkey");
    serving.start();
    Files.copy(ledger.resolve("log.vkey"), key);
  }

  @AfterAll
  void end() throws Exception {
    serving.kill();
  }

  private String file(String name, String text) throws Exception {
    return serving.consilium().file(name, text).toString();
  }

  @Test
  @Order(1)
  void whatIsPersonalIsMaskedBeforeAnybodyWorksOnIt() throws Exception {
    String personal = "Letter for " + String.join(", ", PERSONAL) + ", today.";
    String[] files = {
      file(PERSONAL.get(0) + " letter.txt", personal), file("dear.txt", "Dear Bert")
    };

    Ended ended = serving.run(0, "run", "./copy.yaml", files[0], files[1], "--json");

    reports = ended.lines().stream().map(Serving::json).toList();
    assertThat(reports.get(0).path("answer").path("outputs").path("text").asText())
        .isEqualTo("Letter for [redacted:e-mail], [redacted:iban], [redacted:card], today.");
  }

  @Test
  @Order(2)
  void whatIsForgottenIsReadByNobody() throws Exception {
    String task = reports.get(1).path("task").asText();
    String[] read = {"audit", "show", task, "--payloads", "--why", "A complaint", "--as", "Carla"};
    assertThat(serving.run(0, read).out()).contains("dear.txt");

    assertThat(serving.run(0, "audit", "forget", task, "--why", "He asked for it").out())
        .contains("Erased " + task);

    assertThat(serving.run(0, read).out()).contains("its key is not here").doesNotContain("dear");
  }

  @Test
  @Order(3)
  void proofsOutliveTheKeyThatTheyWereMadeUnder() throws Exception {
    String record = reports.get(1).path("trace").path(0).path("sequence").asText();
    Path before = auditor.directory().resolve("before.tlog-proof");
    Path after = auditor.directory().resolve("after.tlog-proof");
    Files.writeString(before, reports.get(1).path("proof").asText());
    older = Files.readAllBytes(ledger.resolve("checkpoint"));

    assertThat(serving.run(0, "audit", "rotate-key", "--why", "Every year").out())
        .contains("The log's key is now");
    Await.until(() -> Files.mismatch(ledger.resolve("log.vkey"), key) >= 0);
    Files.copy(ledger.resolve("log.vkey"), auditor.directory().resolve("now.vkey"));
    Files.writeString(after, serving.run(0, "audit", "prove", "--index", record).out());

    proved("before.tlog-proof", "log.vkey");
    proved("after.tlog-proof", "now.vkey");
  }

  private void proved(String proof, String under) throws Exception {
    assertThat(Serving.ended(0, auditor.run("check-proof", proof, "--key", under)).out())
        .contains("Proved: record ");
  }

  @Test
  @Order(4)
  void lostRecordsAreRefusedUntilAPersonAcceptsTheLoss() throws Exception {
    String lines =
        IntStream.range(0, 70).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
    String[] run = {"run", "./lines.yaml", file("lines.txt", lines), "--json"};
    assertThat(serving.run(0, run).lines()).hasSize(70);
    serving.kill();
    Path segment;
    try (var segments = Files.list(ledger.resolve("wal"))) {
      segment = segments.findFirst().orElseThrow();
    }
    byte[] log = Files.readAllBytes(segment);
    log[log.length / 2] ^= 1;
    Files.write(segment, log);

    Ended refused = serving.run(70, run);
    assertThat(refused.err()).contains("The ledger is damaged").contains("audit accept-loss");
    assertThat(refused.out()).isEmpty();
    assertThat(serving.run(64, "audit", "accept-loss", "--why", "No", "--as", "Local").err())
        .contains("is none of a person");
    assertThat(serving.run(0, "audit", "accept-loss", "--why", "No backup").out())
        .contains("The ledger opens.");
  }

  @Test
  @Order(5)
  void eachActIsARecordAndWhatIsPersonalStandsNowhere() throws Exception {
    serving.run(0, "audit", "export", "jsonl", "--out", "all.jsonl");
    Path exported = serving.directory().resolve("all.jsonl");

    DecisionCount count = new DecisionCount(exported);
    for (var act :
        List.of(Body.PayloadRead.class, Body.Erased.class, Body.KeyRotated.class, Body.Gap.class)) {
      assertThat(count.count(act)).as(act.getSimpleName()).isEqualTo(1);
    }
    String payloads = Plaintexts.payloads(ledger, exported);
    String raw = Plaintexts.raw(ledger) + Plaintexts.raw(serving.work().resolve("log"));
    assertThat(payloads).contains("[redacted:card], today.");
    assertThat(raw).doesNotContain("today");
    for (String personal : PERSONAL) {
      assertThat(payloads.contains(personal) || raw.contains(personal)).as(personal).isFalse();
    }
  }

  @Test
  @Order(6)
  void theOneJarVerifiesACopyAndSaysHowItWasAltered() throws Exception {
    auditor.bring(ledger, "copy");
    Ended sound = Serving.ended(0, auditor.run("verify", "copy", "--key", "log.vkey"));
    assertThat(sound.out())
        .contains("The ledger holds: ")
        .contains("Rotations lead from the given key");
    String last = lastBundle();
    Alterations copy = new Alterations(auditor, "copy", key);

    copy.isTold(() -> copy.flip("tile/entries/000", 5), "FAILED   record 5", "tile/0/000");
    copy.isTold(() -> copy.delete("tile/0/000"), "FAILED   tile/0/000: is missing");
    copy.isTold(
        () -> copy.swap("tile/0/000", "tile/0/001"),
        "FAILED   tile/0/000: hash 0 of the tile was changed: it is not that of record 0");
    copy.isTold(() -> copy.cut(last), "FAILED   " + last);
    copy.isTold(() -> copy.putBack(older), "is of a larger log than checkpoint");
    copy.isTold(
        copy::forge,
        "FAILED   log.vkey: is not the given key",
        "FAILED   checkpoint: The checkpoint's signature does not fit the key");
  }

  /** The bundle at the right edge. */
  private String lastBundle() throws Exception {
    Path entries = auditor.directory().resolve("copy/tile/entries");
    try (var files = Files.walk(entries)) {
      Path last =
          files
              .filter(file -> file.getParent().getFileName().toString().endsWith(".p"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return "tile/entries/" + entries.relativize(last);
    }
  }

  @Test
  @Order(7)
  void aWitnessCosignsWhatTheHostShowsEverybody() throws Exception {
    Running witness =
        auditor.start(
            "witness",
            "--listen",
            "127.0.0.1:0",
            "--state",
            "state",
            "--key",
            "witness.key",
            "--name",
            "witness.example.com/w1",
            "--log",
            "now.vkey");
    try {
      Await.until(() -> Files.readString(witness.out()).contains("listens"));
      String[] said = Files.readString(witness.out()).split("\\s+");
      String url = said[said.length - 1].replaceAll("/$", "");
      serving.set("consilium.ledger.witnesses", url + " " + said[1]);
      serving.set("consilium.ledger.witnesses.timeout", "60");
      serving.run(0, "run", "./copy.yaml", file("dear.txt", "Dear Anna"), "--json");

      assertThat(serving.run(0, "audit", "verify", "--witness", said[1]).out())
          .contains("The ledger holds");
      Ended unseen = auditor.run("verify", "copy", "--key", "log.vkey", "--witness", said[1]);
      assertThat(Serving.ended(65, unseen).out()).contains("is cosigned by 0 of 1 witnesses");
    } finally {
      witness.process().destroy();
    }
    assertThat(witness.process().waitFor()).isIn(0, 143);
  }
}
