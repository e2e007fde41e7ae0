package io.consilium.governance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example rules are sound, and their tests pass. */
class ShippedRulesTest {
  private static final List<Path> EXAMPLES = List.of(Path.of("../../distribution/examples/policy"));

  @Test
  void theTestsOfTheExamplesPass() {
    try (RulePolicy policy = new RulePolicy(RuleFiles.read(EXAMPLES), Duration.ofSeconds(20))) {
      List<RuleTests.Result> results = RuleTests.run(policy, EXAMPLES);

      assertThat(results).hasSizeGreaterThan(10);
      assertThat(results).filteredOn(result -> !result.passed()).isEmpty();
    }
  }
}
