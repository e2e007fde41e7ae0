package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckReportTest {
  private final CheckReport report = new CheckReport();

  private void rule(String id, String state, String message) {
    report.take(
        Json.tree(
            Map.of(
                "rule", Map.of("id", id, "title", "is so", "state", state, "message", message))));
  }

  @Test
  void rulesThatAreBrokenForOneReasonAreToldInOneLine() {
    rule("expert09", "BROKEN", "It returned\n  nothing.");
    rule("expert01", "BROKEN", "It returned nothing.");
    rule("expert04", "BROKEN", "Too slow.");
    rule("expert02", "HOLDS", "");
    rule("expert03", "SKIPPED", "No sample.");

    assertThat(report.counted()).isEqualTo("1 hold, 1 skipped, 3 broken");
    assertThat(report.broken())
        .containsExactly("expert01, expert09: It returned nothing.", "expert04 is so: Too slow.");
    assertThat(report.skipped()).containsExactly("expert03: No sample.");
    assertThat(report.well()).isFalse();
  }

  @Test
  void everyRefusalIsTold() {
    report.take(Json.tree(Map.of("step", "needs", "state", "refused", "message", "No such.")));
    report.take(Json.tree(Map.of("step", "policy", "state", "ok", "message", "")));

    assertThat(report.refusals()).containsExactly("needs: No such.");
    assertThat(report.steps()).hasSize(2);
    assertThat(report.well()).isFalse();
  }
}
