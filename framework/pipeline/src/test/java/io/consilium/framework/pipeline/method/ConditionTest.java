package io.consilium.framework.pipeline.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final Map<String, Object> RESULTS =
      Map.of(
          "read",
          Map.of(
              "status",
              "solved",
              "code",
              "",
              "confidence",
              0.9,
              "facts",
              Map.of("rows", 12.0, "language", "en", "printed", true)),
          "read-again",
          Map.of("status", "declined", "code", "absent", "facts", Map.of()));
  private static final Map<String, Object> CHECKS =
      Map.of("adds-up", Map.of("verdict", "rejected", "score", 0.4, "codes", List.of("total-off")));

  private static Condition.Outcome test(String text) {
    return Condition.parse(text).test(RESULTS, CHECKS, Map.of("documents", 3L), 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "results.read.status == 'solved'",
        "results.read.facts.rows > 10 && results.read.facts.rows == 12",
        "results.read.facts.printed",
        "results.read_again.code == 'absent'",
        "results['read-again'].code == 'absent'",
        "checks.adds_up.verdict == 'rejected' && 'total-off' in checks.adds_up.codes",
        "has(results.read) && !has(results.write)",
        "cycle >= 2 && task.documents == 3 && task.images == 0",
        "results.write.status == 'solved' || cycle == 2",
        "results.read.status in ['declined', 'solved']",
        "checks.adds_up.codes.exists(code, code.startsWith('total'))"
      })
  void holds(String text) {
    assertThat(test(text)).isEqualTo(new Condition.Outcome.Holds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "results.write.status == 'solved'",
        "results.write.status != 'solved'",
        "!(results.write.status == 'solved')",
        "results.read.facts.columns > 3",
        "checks.none.verdict == 'rejected'"
      })
  void doesNotHoldAndIsNoFault(String text) {
    assertThat(test(text)).isEqualTo(new Condition.Outcome.HoldsNot());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"results.read.facts.language > 3", "results.read.facts.language", "1 / 0 == 1"})
  void breaksAndSaysSo(String text) {
    assertThat(test(text)).isInstanceOf(Condition.Outcome.Broke.class);
    assertThat(((Condition.Outcome.Broke) test(text)).message()).contains("(" + text + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "results.read.status = 'x'", "nobody == 1", "1 + 1", "cycle == 'a'"})
  void isNoCondition(String text) {
    assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsWhatItSpeaksOf() {
    Condition condition =
        Condition.parse(
            "results.a.status == 'x' || has(results.b) || results['c-d'].facts.rows > 1"
                + " || checks.e.score < 0.5 || task.f > 1");
    assertThat(condition.steps()).containsExactly("a", "b", "c-d");
    assertThat(condition.checks()).containsExactly("e");
    assertThat(condition.roles()).containsExactly("f");
    assertThat(condition.fields())
        .containsExactly("checks.e.score", "results.a.status", "results.c-d.facts");
  }

  @Test
  void aLongOrDeepTextIsRefused() {
    assertThatThrownBy(() -> Condition.parse("true" + " && true".repeat(2_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Condition.parse("(".repeat(1_500) + "true" + ")".repeat(1_500)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
