package io.consilium.api.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A small linearly constrained problem: find values close to the given ones, in weighted least
 * squares, that satisfy every constraint.
 *
 * @param variables what is to be found
 * @param constraints what must hold
 */
public record Problem(List<Variable> variables, List<Constraint> constraints) {

  /**
   * One unknown.
   *
   * @param given the value to stay close to
   * @param weight of a unit of squared difference, above 0
   * @param lower bound
   * @param upper bound
   * @param integer true if only whole numbers will do
   */
  public record Variable(
      String name, double given, double weight, double lower, double upper, boolean integer) {
    public Variable {
      Objects.requireNonNull(name, "name");
    }
  }

  /** A linear constraint: the sum of coefficient times variable, related to the right-hand side. */
  public record Constraint(
      String name, Map<String, Double> coefficients, Relation relation, double right) {
    public Constraint {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(relation, "relation");
      coefficients = Map.copyOf(coefficients);
    }
  }

  /** How the two sides relate. */
  public enum Relation {
    AT_MOST,
    EQUAL,
    AT_LEAST
  }

  public Problem {
    variables = List.copyOf(variables);
    constraints = List.copyOf(constraints);
  }
}
