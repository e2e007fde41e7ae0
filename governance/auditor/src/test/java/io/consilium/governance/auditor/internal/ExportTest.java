package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
  @TempDir static Path directory;
  private static Path ledger;

  @BeforeAll
  static void write() {
    ledger = directory.resolve("ledger");
    Audited.write(ledger, 3);
  }

  private static JsonNode tree(String json) {
    return Json.tree(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesAreTheRecordsAsked() throws IOException {
    Said all = Audited.run(ledger, "export", "jsonl");
    assertThat(all.out().lines()).hasSize(54);

    List<String> some =
        Audited.run(ledger, "export", "jsonl", "--task", "t-1").out().lines().toList();
    assertThat(some).hasSize(18);
    assertThat(tree(some.get(0)).path("sequence").asInt()).isEqualTo(18);
    assertThat(some.get(0)).startsWith("{\"body\":{");
  }

  @Test
  void rowsHaveTheFigures() {
    String csv = Audited.run(ledger, "export", "csv", "--expert", "vision.ocr").out();

    assertThat(csv)
        .startsWith("\"sequence\",\"time\",\"task\"")
        .contains(
            "\"expert-returned\",\"text\",\"vision.ocr\",\"solved\",\"\",\"confidence\",0.93,1.0,0.012,");
    assertThat(csv.split("\r\n")).hasSize(7);
    assertThat(Audited.run(ledger, "export", "csv", "--type", "halt-decided").out())
        .contains("\"VERIFIED\",\"cost of the loop so far\",2.0,\"\",\"\",");
  }

  @Test
  void provenanceSaysWhatWasDoneByWhomAndHowLongItTook() {
    JsonNode prov = tree(Audited.run(ledger, "export", "prov", "--task", "t-0").out());

    assertThat(prov.path("activity").has("record:17")).isTrue();
    assertThat(prov.path("agent").has("principal:local/local")).isTrue();
    assertThat(prov.path("activity").path("record:8").path("prov:type").path("$").asText())
        .isEqualTo("consilium:expert-returned");
    JsonNode call = prov.path("activity").path("record:8");
    assertThat(
            Duration.between(
                Instant.parse(call.path("prov:startTime").asText()),
                Instant.parse(call.path("prov:endTime").asText())))
        .isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void aPageTellsAllAndItsProofsHold() throws IOException {
    Path file = directory.resolve("t-0.html");
    Said said = Audited.run(ledger, "export", "html", "--task", "t-0", "--out", file.toString());

    assertThat(said.exitCode()).as(said.err()).isZero();
    String page = Files.readString(file);
    assertThat(page)
        .contains("<a href=\"#r4\">#4</a> text (vision.text) routed by top-1")
        .contains("It chose vision.fast with weight 1")
        .contains("<svg class=\"timeline\"")
        .contains("class=\"solved\"")
        .contains(Html.text(Files.readString(ledger.resolve("log.vkey")).strip()))
        .doesNotContain("http:")
        .doesNotContain("src=");
    String proof = page.substring(page.indexOf("<pre>c2sp.org/tlog-proof") + 5);
    Path kept =
        Files.writeString(directory.resolve("kept"), proof.substring(0, proof.indexOf("</pre>")));
    assertThat(Audited.run(ledger, "check-proof", kept.toString()).out())
        .startsWith("Proved: record 0 is in the log");
    assertThat(
            Audited.run(ledger, "export", "html", "--task", "t-0", "--out", file.toString()).err())
        .contains("Maybe name a new one.");
  }

  @Test
  void aFormOfOneTaskNeedsIt() {
    assertThat(Audited.run(ledger, "export", "html").err()).contains("is of one task. Maybe add");
    assertThat(Audited.run(ledger, "export", "prov", "--task", "t-9").exitCode()).isEqualTo(64);
    assertThat(Audited.run(ledger, "export", "xml").exitCode()).isEqualTo(64);
  }
}
