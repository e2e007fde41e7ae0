package io.consilium.distribution.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.distribution.tests.Consilium.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The benchmark of replacing an expert under load counts what it should; its figures are others.
 */
class SwapBenchIT {
  @Test
  void threeReplacementsUnderLoadLoseNothingAndLeaveNothingBehind() throws Exception {
    Path directory = Distribution.workDirectory();
    Path work = Files.createDirectory(directory.resolve("work"));
    Consilium consilium = new Consilium(work, directory);

    Ended ended =
        Serving.ended(
            0,
            consilium.run(
                "bench", "swap", "--times", "3", "--clients", "2", "--dir", "bench", "--json"));

    JsonNode result = Serving.json(ended.out());
    assertThat(result.path("suite").asText()).isEqualTo("swap");
    assertThat(result.path("swaps").asInt()).isEqualTo(3);
    assertThat(result.path("tasks").asInt()).isPositive();
    for (String none : new String[] {"failed", "lost", "doubled", "loaders_leaked"}) {
      assertThat(result.path(none).isInt()).as(none).isTrue();
      assertThat(result.path(none).asInt()).as(none).isZero();
    }
    JsonNode served = result.path("stages_ms").path("served");
    assertThat(served.path("count").asInt()).isEqualTo(3);
    assertThat(directory.resolve("bench")).isEmptyDirectory();
  }
}
