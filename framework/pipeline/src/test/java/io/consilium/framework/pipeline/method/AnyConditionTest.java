package io.consilium.framework.pipeline.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is written: a condition with an outcome, or refused with a message. */
class AnyConditionTest {
  private static final List<String> ATOMS =
      List.of(
          "results.a.status",
          "results.a.facts.rows",
          "results['a-b'].facts",
          "results.gone.code",
          "checks.c.codes",
          "checks.c.score",
          "task.x",
          "cycle",
          "results",
          "'text'",
          "1",
          "0",
          "-9223372036854775808",
          "1.5",
          "true",
          "null",
          "[1, 'a']",
          "{'a': 1}",
          "has(results.a)",
          "size(checks.c.codes)",
          "b'x'",
          "duration('1h')");
  private static final List<String> JOINS =
      List.of(
          " && ", " || ", " == ", " != ", " < ", " in ", " + ", " - ", " / ", " % ", " ? ", ".");

  @Property(tries = 400)
  void endsInAnOutcomeOrARefusal(@ForAll long seed) {
    String text = expression(new Random(seed), 3);
    Condition condition;
    try {
      condition = Condition.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    Map<String, Object> results =
        Map.of(
            "a",
            Map.of("status", "solved", "facts", Map.of("rows", 2.0)),
            "a-b",
            Map.of("facts", Map.of()));
    Map<String, Object> checks = Map.of("c", Map.of("score", 0.5, "codes", List.of("off")));
    assertThat(condition.test(results, checks, Map.of("x", 2L), 1)).isNotNull();
  }

  private static String expression(Random random, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return ATOMS.get(random.nextInt(ATOMS.size()));
    }
    String left = expression(random, depth - 1);
    String right = expression(random, depth - 1);
    return switch (random.nextInt(8)) {
      case 0 -> "!(" + left + ")";
      case 1 -> left + "[" + right + "]";
      case 2 -> left + ".exists(x, x == " + right + ")";
      case 3 -> "(" + left + ").matches(" + right + ")";
      default -> "(" + left + JOINS.get(random.nextInt(JOINS.size())) + right + ")";
    };
  }
}
