package io.consilium.expert.solver.internal;

import io.consilium.api.data.Problem;
import io.consilium.api.data.Problem.Constraint;
import io.consilium.api.data.Problem.Variable;
import io.consilium.api.data.Solution;
import io.consilium.api.data.Solution.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.type.CalendarDateDuration;
import org.ojalgo.type.CalendarDateUnit;

/**
 * Weighted least squares under linear constraints, with whole numbers where asked. The unknowns are
 * the distances from the given values, scaled to about 1, so that large figures lose no digits.
 */
final class LeastSquares {
  static {
    IdleThreads.end();
  }

  private final Problem problem;
  private final Map<String, Double> origin = new HashMap<>();
  private final double scale;

  private LeastSquares(Problem problem) {
    this.problem = problem;
    boolean whole = problem.variables().stream().anyMatch(Variable::integer);
    double size =
        problem.variables().stream().mapToDouble(v -> Math.abs(v.given())).max().orElse(1);
    this.scale = whole || size < 1 ? 1 : size;
    for (Variable v : problem.variables()) {
      origin.put(v.name(), v.integer() ? Math.rint(v.given()) : v.given());
    }
  }

  /**
   * Solves a checked problem.
   *
   * @param time after which the best found so far is taken
   */
  static Solution solve(Problem problem, Duration time) {
    return new LeastSquares(problem).run(time);
  }

  private Solution run(Duration time) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    CalendarDateDuration limit =
        new CalendarDateDuration(Math.max(1, time.toMillis()), CalendarDateUnit.MILLIS);
    model.options.time_suffice = limit.toDurationInMillis();
    model.options.time_abort = limit.toDurationInMillis();
    List<Variable> variables = problem.variables();
    Expression distance = model.newExpression("distance").weight(1.0);
    Map<String, org.ojalgo.optimisation.Variable> unknowns = new LinkedHashMap<>();
    for (Variable v : variables) {
      org.ojalgo.optimisation.Variable unknown = unknown(model, v);
      unknowns.put(v.name(), unknown);
      double off = (v.given() - origin.get(v.name())) / scale;
      distance.set(unknown, unknown, v.weight());
      distance.set(unknown, -2 * v.weight() * off);
    }
    for (Constraint constraint : problem.constraints()) {
      constrain(model, constraint, unknowns);
    }
    return solution(model.minimise(), variables);
  }

  private org.ojalgo.optimisation.Variable unknown(ExpressionsBasedModel model, Variable v) {
    org.ojalgo.optimisation.Variable unknown = model.newVariable(v.name()).integer(v.integer());
    double from = origin.get(v.name());
    if (Double.isFinite(v.lower()) && v.lower() > -Double.MAX_VALUE) {
      unknown.lower((v.lower() - from) / scale);
    }
    if (Double.isFinite(v.upper()) && v.upper() < Double.MAX_VALUE) {
      unknown.upper((v.upper() - from) / scale);
    }
    return unknown;
  }

  private void constrain(
      ExpressionsBasedModel model,
      Constraint constraint,
      Map<String, org.ojalgo.optimisation.Variable> unknowns) {
    Expression expression = model.newExpression("constraint " + constraint.name());
    double right = constraint.right();
    for (Map.Entry<String, Double> term : constraint.coefficients().entrySet()) {
      expression.set(unknowns.get(term.getKey()), term.getValue());
      right -= term.getValue() * origin.get(term.getKey());
    }
    switch (constraint.relation()) {
      case EQUAL -> expression.level(right / scale);
      case AT_MOST -> expression.upper(right / scale);
      case AT_LEAST -> expression.lower(right / scale);
    }
  }

  private Solution solution(Optimisation.Result result, List<Variable> variables) {
    if (!result.getState().isFeasible()) {
      return new Solution(Status.INFEASIBLE, Map.of(), 0);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    double objective = 0;
    for (int i = 0; i < variables.size(); i++) {
      Variable v = variables.get(i);
      double value = origin.get(v.name()) + scale * result.doubleValue(i);
      value = v.integer() ? Math.rint(value) : value;
      values.put(v.name(), value);
      objective += v.weight() * (value - v.given()) * (value - v.given());
    }
    Status status = result.getState().isOptimal() ? Status.OPTIMAL : Status.FEASIBLE;
    return new Solution(status, values, objective);
  }
}
