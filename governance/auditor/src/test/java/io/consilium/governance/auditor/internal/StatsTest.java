package io.consilium.governance.auditor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTest {
  @TempDir Path directory;

  private Path ledger(int tasks) {
    Audited.write(directory.resolve("ledger"), tasks);
    return directory.resolve("ledger");
  }

  @Test
  void countsOverTasks() {
    Path ledger = ledger(5);
    String out = Audited.run(ledger, "stats", "--json").out();
    JsonNode stats = Json.tree(out.getBytes(StandardCharsets.UTF_8));

    assertThat(stats.path("tasks").asInt()).isEqualTo(5);
    assertThat(stats.path("answers").path("answered").asInt()).isEqualTo(5);
    assertThat(stats.path("cost").asDouble()).isEqualTo(10);
    assertThat(stats.path("haltReasons").path("CONFIDENT").asInt()).isEqualTo(5);
    assertThat(stats.path("haltReasonsOfTasks").path("CONFIDENT").asInt(-1)).isZero();
    assertThat(stats.path("haltReasonsOfTasks").path("VERIFIED").asInt()).isEqualTo(5);
    JsonNode fallbacks = stats.path("overrides").path("fallbackCalls");
    assertThat(fallbacks.path("count").asInt()).isEqualTo(5);
    assertThat(fallbacks.path("of").asInt()).isEqualTo(10);
    assertThat(fallbacks.path("rate").asDouble()).isEqualTo(0.5);
    JsonNode fast = stats.path("experts").path(0);
    assertThat(fast.path("expert").asText()).isEqualTo("vision.fast");
    assertThat(fast.path("chosen").asInt()).isEqualTo(5);
    assertThat(fast.path("declined").asInt()).isEqualTo(5);
    JsonNode balance = stats.path("balance").path("vision.text");
    assertThat(balance.path("experts").asInt()).isEqualTo(2);
    assertThat(balance.path("entropy").asDouble()).isZero();
    assertThat(balance.path("maxVio").asDouble()).isEqualTo(1);
    JsonNode calibration = stats.path("calibration");
    assertThat(calibration.path("results").asInt()).isEqualTo(5);
    assertThat(calibration.path("expectedError").asDouble()).isEqualTo(0.93, within(1e-9));
    assertThat(calibration.path("bins").path(0).path("count").asInt()).isEqualTo(5);
  }

  @Test
  void tellsThemAsTablesAndForSomeTasksAlone() {
    Path ledger = ledger(2);

    assertThat(Audited.run(ledger, "stats").out())
        .startsWith("2 tasks, 36 records.")
        .containsPattern("ANSWERS +TASKS +RATE +95 % INTERVAL\nanswered +2 +100 % +34 % to 100 %\n")
        .containsPattern("cost +4 +2 +2  units of cost")
        .containsPattern("CONFIDENT +2 +50 % +15 % to 85 % +0\nVERIFIED +2 +50 % .* 2\n")
        .containsPattern("calls of a fallback +2 +4  calls +50 % +15 % to 85 %\n")
        .containsPattern("vision\\.ocr +0 +2 +2 +0 +0 +100 % +34 % to 100 % +2 +12 ms\n")
        .containsPattern("vision\\.text +2 +2 +0 +0\\.50 +1\n")
        .containsPattern("confidence 0\\.90 to 1 +2 +93 % +0 % +0 % to 66 %\n")
        .contains("Expected calibration error 0.93;")
        .doesNotContain("withoutAnswer");
    assertThat(Audited.run(ledger, "stats", "--pipeline", "another").out())
        .startsWith("0 tasks, 0 records.")
        .containsPattern("routings refused +0 +0  routings +- +-\n");
    assertThat(Audited.run(ledger, "stats", "--before", "2020-01-01").out())
        .startsWith("0 tasks, 0 records.");
  }

  @Test
  void anIntervalIsWilsons() {
    Share some = new Share(81, 263);
    assertThat(some.low()).isEqualTo(0.2553, within(5e-5));
    assertThat(some.high()).isEqualTo(0.3662, within(5e-5));
    Share none = new Share(0, 20);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(0.1611, within(5e-5));
    assertThat(none.interval()).isEqualTo("0 % to 16 %");
    assertThat(new Share(20, 20).high()).isEqualTo(1);
    assertThat(new Share(1, 1_000).percent()).isEqualTo("0.1 %");
    assertThat(new Share(1, 5_000).percent()).isEqualTo("< 0.1 %");
    assertThat(new Share(4_999, 5_000).percent()).isEqualTo("> 99.9 %");
    assertThat(new Share(5_000, 5_000).percent()).isEqualTo("100 %");
    assertThat(new Share(0, 0).interval()).isEqualTo("-");
  }

  @Test
  void balanceIsThatOfKnownLoads() {
    Balance even = Balance.of(List.of(5L, 5L, 5L, 5L));
    assertThat(even.entropy()).isEqualTo(1, within(1e-12));
    assertThat(even.gini()).isZero();
    assertThat(even.maxVio()).isZero();
    Balance one = Balance.of(List.of(0L, 0L, 0L, 20L));
    assertThat(one.entropy()).isZero();
    assertThat(one.gini()).isEqualTo(0.75);
    assertThat(one.maxVio()).isEqualTo(3);
  }

  @Test
  void calibrationIsThatOfKnownResults() {
    Calibration calibration = new Calibration();
    for (int i = 0; i < 10; i++) {
      calibration.add(0.75, i < 5);
      calibration.add(0.25, i < 2);
    }
    assertThat(calibration.error()).isEqualTo((0.25 + 0.05) / 2, within(1e-12));
    assertThat(calibration.bins()).hasSize(2);
  }
}
