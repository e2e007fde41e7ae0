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
}
