package io.consilium.distribution.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.distribution.evaluation.measure.Metric;
import io.consilium.distribution.evaluation.suites.Suite;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static Figures figures() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    metrics.put("flops", new Metric(3_041_234_567.0, 2e9, 1.25e10, 200));
    metrics.put("millis", Metric.once(12.3456, 200));
    metrics.put("steps", new Metric(16, 15.5, 16, 200));
    metrics.put("none", new Metric(0, 0, 0.00004, 200));
    metrics.put("share", Metric.share(199, 200));
    return new Figures("sudoku", new Suite.Result(200, metrics, List.of(), List.of()), 1);
  }

  @Test
  void largeAndSmallNumbersAndCountsAreReadable() {
    assertThat(figures().markdown("command"))
        .contains(
            "| `flops` | 3.04e9 | 2.00e9 to 1.25e10 | 200 |",
            "| `steps` | 16 | 15.500 to 16 | 200 |",
            "| `none` | 0 | 0 to 4.00e-5 | 200 |",
            "| `share` | 0.995 | 0.972 to 0.999 | 200 |");
  }

  @Test
  void whatWasMeasuredOnceHasNoInterval() {
    assertThat(figures().markdown("command")).contains("| `millis` | 12.346 |  | 200 |");
    assertThat(figures().text()).doesNotContain("NaN");
    byte[] json = figures().json().getBytes(StandardCharsets.UTF_8);
    assertThat(Json.tree(json).at("/metrics/millis/low").isNull()).isTrue();
    assertThat(Json.tree(json).at("/metrics/millis/high").isNull()).isTrue();
    assertThat(Json.tree(json).at("/metrics/flops/high").asDouble()).isEqualTo(1.25e10);
  }
}
