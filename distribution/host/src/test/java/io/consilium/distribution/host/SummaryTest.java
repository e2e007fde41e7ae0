package io.consilium.distribution.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String REPORT =
      """
      {"task": "t-1", "pipeline": "p", "status": "best-effort", "records": 12, "millis": 3400,
       "answer": {"missing": ["The check x rejects."], "outputs": {
         "forecast": {"method": "theta", "points": [
            {"period": "2025-Q1", "mean": 1234.5, "lower95": 1000, "upper95": 1500}],
           "history": {"name": "Revenue", "unit": "USD", "observations": [1, 2, 3],
             "excluded": [{"label": "YTD", "reason": "it is partial"}]}},
         "other": {"a": 1}}},
       "verdicts": [{"check": "x", "path": "", "verifier": "v", "required": true,
         "verdict": "rejected", "findings": [{"message": "Off by 2."}]}],
       "halt": {"reason": "CONVERGED", "conditions": [
         {"reason": "CONVERGED", "held": true}, {"reason": "DEADLINE", "held": false}]},
       "trace": [{"sequence": 7, "level": 1, "path": "read", "line": "text: solved"}]}
      """;

  @Test
  void whatMattersIsSaidInWords() {
    assertThat(summary(false))
        .contains("BEST EFFORT, not verified")
        .contains("! The check x rejects.")
        .contains("Revenue (USD), by theta from 3 periods")
        .containsPattern("2025-Q1 +1,235 +1,000 \\.\\. 1,500")
        .contains("left out: YTD, it is partial")
        .contains("also in answer.json: other")
        .contains("✗ x (v, required) rejected: Off by 2.")
        .contains("halted for CONVERGED (held: CONVERGED)")
        .doesNotContain("text: solved");
  }

  @Test
  void anAnswerThatIsMaskedAwaySaysSo() {
    String masked =
        REPORT.replace(
            "{\"missing\": [\"The check x rejects.\"]", "{\"masked\": [\"text\", \"table.rows\"]");
    assertThat(Summary.of(Json.tree(masked.getBytes(StandardCharsets.UTF_8)), false))
        .contains("! Masked by a policy rule: text, table.rows.");
  }

  @Test
  void decisionsAreToldWhenAskedFor() {
    assertThat(summary(true)).contains("7   read > text: solved");
  }

  private static String summary(boolean explain) {
    return Summary.of(Json.tree(REPORT.getBytes(StandardCharsets.UTF_8)), explain);
  }
}
