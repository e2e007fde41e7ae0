package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.governance.auditor.internal.Audited.Said;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No output form lets a recorded text act, hide, or look like something else. */
class HostileTextTest {
  @TempDir static Path directory;
  private static Path ledger;

  @BeforeAll
  static void write() {
    ledger = directory.resolve("ledger");
    HostileTask.write(ledger, "t-0", "t-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "list --json",
        "show t-0",
        "show t-0 --json",
        "why 0",
        "why 4",
        "why 6",
        "why 12",
        "why 16",
        "why 4 --not -2+3",
        "why 4 --not nobody\u202e\u001b[31m",
        "diff t-0 t-1 --all",
        "diff t-0 t-1 --json",
        "find",
        "find --json",
        "find --expert nobody\u001b[31m",
        "stats",
        "stats --json",
        "verify",
        "verify --json",
        "export jsonl",
        "export csv",
        "export prov --task t-0",
        "export html --task t-0",
        "show no\u001b[31msuch",
        "find --after \u001b[31m",
      })
  void everyOutputIsHarmlessForATerminalAndAReader(String command) {
    Said said = Audited.run(ledger, command.split(" "));

    assertThat(said.exitCode()).isIn(0, 64);
    assertThat(said.out() + said.err()).isNotEmpty();
    harmless(said.out());
    harmless(said.err());
  }

  private static void harmless(String shown) {
    shown
        .codePoints()
        .filter(c -> c != '\n' && c != '\r')
        .forEach(
            c ->
                assertThat(Plain.text(Character.toString(c)))
                    .as("U+%04x", c)
                    .isEqualTo(Character.toString(c)));
    assertThat(shown.replace("\r\n", "\n")).doesNotContain("\r");
    assertThat(shown.lines()).noneMatch(line -> line.startsWith("FAILED"));
  }

  @Test
  void exportedLinesMeanWhatTheRecordsSay() {
    List<String> lines = Audited.run(ledger, "export", "jsonl").out().lines().toList();

    assertThat(lines).hasSize(36);
    JsonNode admitted = Json.tree(lines.get(0).getBytes(StandardCharsets.UTF_8));
    assertThat(admitted.path("body").path("pipeline").asText()).isEqualTo(HostileTask.TEXTS.get(6));
    assertThat(admitted.path("code").path(0).path("bundle").asText())
        .isEqualTo(HostileTask.TEXTS.get(0));
  }

  @Test
  void noCellIsAFormula() {
    String csv = Audited.run(ledger, "export", "csv").out();

    assertThat(csv.split("\r\n")).hasSize(37);
    assertThat(csv)
        .contains("\"'=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")")
        .contains("\"'+1+cmd|")
        .contains("\"'-2+3\"")
        .contains("\"'@SUM(A1:A9)");
    for (String cell : csv.split(",\"|\r\n\"|^\"")) {
      assertThat(cell.strip()).doesNotStartWith("=").doesNotStartWith("@");
    }
  }

  @Test
  void aPageHoldsNoForeignElement() {
    String page = Audited.run(ledger, "export", "html", "--task", "t-0").out();

    assertThat(page)
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("<svg onload")
        .contains("&lt;script&gt;document.title=&#39;taken&#39;")
        .contains("default-src 'none'");
    assertThat(page.split("<pre>", -1)).hasSameSizeAs(page.split("</pre>", -1));
    assertThat(page.split("<svg", -1)).hasSize(2);
  }
}
