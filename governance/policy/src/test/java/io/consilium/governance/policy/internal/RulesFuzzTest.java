package io.consilium.governance.policy.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling;
import io.consilium.governance.policy.PolicyError.Problem;
import io.consilium.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/**
 * Whatever stands in a file of rules or tests is read or complained of, the same each time, and
 * what was read gives a ruling. By default on the seeds in the test resources; for longer, {@code
 * JAZZER_FUZZ=1} and the name of one method (see the module's README).
 */
class RulesFuzzTest {
  private static final Evaluation EVALUATION = new Evaluation("r", Duration.ofSeconds(10));

  @AfterAll
  static void close() {
    EVALUATION.close();
  }

  private static List<Rule> read(byte[] bytes) {
    Source source = new Source("x.yaml");
    RuleReader reader = new RuleReader();
    reader.read(source, bytes);
    complained(source.problems(), bytes);

    Source again = new Source("x.yaml");
    new RuleReader().read(again, bytes);
    assertThat(again.problems()).isEqualTo(source.problems());
    return reader.rules();
  }

  private static void complained(List<Problem> problems, byte[] bytes) {
    for (Problem problem : problems) {
      assertThat(problem.message()).isNotBlank().hasSizeLessThanOrEqualTo(1_000);
      assertThat(problem.toString().chars().noneMatch(Character::isISOControl)).isTrue();
      assertThat(problem.line()).isBetween(0, bytes.length + 1);
    }
  }

  private static void ruled(List<Rule> rules) {
    for (Rule rule : rules) {
      Ruling ruling =
          EVALUATION.of(rule.point(), List.of(rule), JsonNodeFactory.instance.objectNode());
      boolean broke = ruling.rules().stream().anyMatch(one -> one.effect() == Ruling.Effect.BROKE);
      assertThat(ruling.denied())
          .isEqualTo(broke || rule.effect() == Ruling.Effect.DENY && !ruling.rules().isEmpty());
    }
  }

  @FuzzTest(maxDuration = "3m")
  void rules(byte[] bytes) {
    ruled(read(bytes));
  }

  @FuzzTest(maxDuration = "3m")
  void expressions(byte[] bytes) {
    String text = Json.tree((Object) new String(bytes, UTF_8)).toString();
    for (PolicyPoint point : List.of(PolicyPoint.BEFORE_EFFECT, PolicyPoint.BEFORE_ANSWER)) {
      String at = Variables.written(point);
      String rule = "rules: [{name: a, at: %s, when: %s, approval: {show: [%s]}}]";
      ruled(read(rule.formatted(at, text, text).getBytes(UTF_8)));
    }
  }

  @FuzzTest(maxDuration = "3m")
  void tests(byte[] bytes) {
    Source source = new Source("x.test.yaml");
    for (TestCase test : TestReader.read(source, bytes)) {
      assertThat(test.name()).isNotNull();
      assertThat(Variables.values(test.point(), test.given())).isNotEmpty();
    }
    complained(source.problems(), bytes);
  }
}
