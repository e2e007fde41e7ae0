package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        .contains("\"expert-returned\",\"text\",\"vision.ocr\",\"solved\",\"\",0.93,1.0,0.012,");
    assertThat(csv.split("\r\n")).hasSize(7);
  }

  @Test
  void provenanceNamesOnlyWhatItHolds() {
    JsonNode prov = tree(Audited.run(ledger, "export", "prov", "--task", "t-0").out());

    Set<String> known = new HashSet<>();
    for (String kind : List.of("entity", "activity", "agent")) {
      prov.path(kind).fieldNames().forEachRemaining(known::add);
    }
    int relations = 0;
    for (String kind : List.of("used", "wasGeneratedBy", "wasInformedBy", "wasAssociatedWith")) {
      for (JsonNode relation : prov.path(kind)) {
        relations++;
        for (String end :
            List.of(
                "prov:activity", "prov:entity", "prov:agent", "prov:informed", "prov:informant")) {
          if (relation.has(end)) {
            assertThat(known).contains(relation.path(end).asText());
          }
        }
      }
    }
    assertThat(relations).isGreaterThan(25);
    assertThat(known).contains("record:0", "record:17", "principal:local/local");
    assertThat(prov.path("activity").path("record:8").path("prov:type").path("$").asText())
        .isEqualTo("consilium:expert-returned");
    Set<String> prefixes = new HashSet<>(Set.of("prov", "xsd", "_"));
    prov.path("prefix").fieldNames().forEachRemaining(prefixes::add);
    assertThat(known).allMatch(name -> prefixes.contains(name.substring(0, name.indexOf(':'))));
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
