package io.consilium.governance.policy.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.policy.PolicyPoint;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private final Source source = new Source("x.yaml");

  private Optional<Expression> compile(String text) {
    Yaml at = source.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return Expression.compile(PolicyPoint.BEFORE_EFFECT, at, true);
  }

  private Object value(String text, String json) throws Exception {
    Map<String, Object> values =
        Variables.values(
            PolicyPoint.BEFORE_EFFECT, Json.tree(json.getBytes(StandardCharsets.UTF_8)));
    return compile(text).orElseThrow().value(values);
  }

  @Test
  void readsTypedFieldsOfTheQuestion() throws Exception {
    String json =
        "{\"expert\":{\"effect\":\"WRITES_OUTSIDE\",\"cost\":2.5},\"inputs\":[{\"bytes\":\"7\"}]}";
    assertThat(value("expert.effect == 'writes-outside' && expert.cost > 2", json)).isEqualTo(true);
    assertThat(value("inputs.all(i, i.bytes > 6) && task.id == ''", json)).isEqualTo(true);
    assertThat(value("has(task.id) && spent.calls == 0", json)).isEqualTo(true);
  }

  @Test
  void whatIsWrongIsFoundAtLoadWithLineAndColumn() {
    assertThat(compile("expert.efect == 'x'")).isEmpty();
    assertThat(compile("  plan.id == 'a'")).isEmpty();
    assertThat(compile("|\n  expert.cost > 1 &&\n  expert.cost == 'x'\n")).isEmpty();
    assertThat(compile("task.id")).isEmpty();
    String known = " Known at before-effect: task, subgoal, expert, attempt, inputs, spent.";
    assertThat(source.problems())
        .extracting(Object::toString)
        .containsExactly(
            "x.yaml:1:7: In the expression: undefined field 'efect'." + known,
            "x.yaml:1:3: In the expression: undeclared reference to 'plan' (in container '')."
                + known,
            "x.yaml:3:15: In the expression: found no matching overload for '_==_' applied to"
                + " '(double, string)' (candidates: (%A0, %A0))."
                + known,
            "x.yaml:1:1: A condition must be true or false, this is string (task.id). Maybe compare"
                + " it with something: == \"...\".");
  }

  @Test
  void aPatternThatCannotBeUsedIsFoundAtLoad() throws Exception {
    String three =
        "task.id.matches('sha256:[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}') || attempt == 0";
    assertThat(value("\"" + three + "\"", "{}")).isEqualTo(true);
    for (String wrong :
        new String[] {
          "task.id.matches('(')",
          "[task.id].all(x, matches(x, '(a{100}b{100}){100}'))",
          "task.id.matches(attempt > 1 ? 'a' : '(((a{1000}){1000}){1000})') || task.id.matches('[')"
        }) {
      assertThat(compile("|\n  " + wrong)).as(wrong).isEmpty();
    }
    assertThat(source.problems())
        .extracting(Object::toString)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("x.yaml:2:19: The pattern cannot be used: ")
                    .endsWith("Maybe write it in RE2 syntax, and repeat less."))
        .anySatisfy(
            problem ->
                assertThat(problem).contains("repeats its parts more than 10000 times in all"))
        .hasSize(3);
  }

  @Test
  void aRuleAboutANameWouldMatchNobodySoItIsRefusedAtLoad() {
    String someone = "person-" + "0a".repeat(16);
    for (String fine :
        new String[] {
          "task.actor == 'local' || task.actor in ['" + someone + "', 'local']",
          "task.actor != task.tenant && (task.actor + '@x').size() > 3",
          "task.actor.startsWith('person-') && expert.id == 'ann'",
          "['" + someone + "'].exists(one, one == task.actor) && ['ann'].all(x, x == task.tenant)"
        }) {
      assertThat(compile("|\n  " + fine)).as(fine).isPresent();
    }
    for (String name :
        new String[] {
          "task.actor == 'ann'",
          "'ann' != task.actor",
          "task.actor in ['local', 'ann']",
          "task.actor in {'ann': 1}",
          "['ann', 'local'].exists(one, one == task.actor)",
          "['ann'].exists(a, [a].exists(b, [a, b].exists(c, task.actor == c)))",
          "[task].exists(one, dyn(one.actor) == 'ann')",
          "(expert.cost > 1 ? 'ann' : 'local') == task.actor",
          "task.actor.matches('^ann$')",
          "task.actor == 'person-ann'"
        }) {
      assertThat(compile("|\n  " + name)).as(name).isEmpty();
    }
    assertThat(source.problems())
        .extracting(Object::toString)
        .contains(
            "x.yaml:2:17: An actor is \"local\" or a pseudonym (\"person-\" and 32 hex digits),"
                + " never (ann). Maybe write the pseudonym: see audit show of a task that this"
                + " person handed in.");
  }
}
