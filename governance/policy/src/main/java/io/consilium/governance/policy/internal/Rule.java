package io.consilium.governance.policy.internal;

import dev.cel.runtime.CelEvaluationException;
import io.consilium.api.policy.PolicyAnswer;
import io.consilium.api.policy.PolicyAnswer.Approval;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.Ruling.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule: where it is asked, when it matches, and what it then says.
 *
 * @param place file and line, for people
 * @param when empty for always
 * @param answer what it says; of an approval, without what is shown
 * @param shown what an approver is shown, by its text
 */
public record Rule(
    String name,
    String place,
    PolicyPoint point,
    Optional<Expression> when,
    Effect effect,
    PolicyAnswer answer,
    List<Expression> shown) {
  /** More than anybody reads before he approves. */
  private static final int LONGEST_SHOWN = 20_000;

  public Rule {
    shown = List.copyOf(shown);
  }

  /** It gave what is neither true nor false. */
  static final class NoTruth extends Exception {
    private static final long serialVersionUID = 1L;

    NoTruth(Object value) {
      super("it is neither true nor false but (" + Printed.of(value, 200) + ")");
    }
  }

  /**
   * Whether it matches.
   *
   * @throws CelEvaluationException if it cannot be evaluated
   */
  boolean matches(Map<String, Object> variables) throws CelEvaluationException, NoTruth {
    if (when.isEmpty()) {
      return true;
    }
    Object value = when.get().value(variables);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NoTruth(value);
  }

  /**
   * What it says, now that it matches.
   *
   * @throws CelEvaluationException if what it shows cannot be evaluated
   */
  PolicyAnswer answer(Map<String, Object> variables) throws CelEvaluationException {
    if (!(answer instanceof Approval approval)) {
      return answer;
    }
    List<Approval.Shown> values = new ArrayList<>();
    for (Expression expression : shown) {
      String value = Printed.of(expression.value(variables), LONGEST_SHOWN);
      if (value.length() > LONGEST_SHOWN) {
        throw new IllegalStateException(
            "what it shows has more than " + LONGEST_SHOWN + " characters");
      }
      values.add(new Approval.Shown(expression.text(), value));
    }
    return new Approval(
        approval.rules(), approval.approvers(), approval.within(), approval.granted(), values);
  }
}
