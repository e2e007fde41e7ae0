package io.consilium.expert.solver.internal;

import io.consilium.api.data.Problem;
import io.consilium.api.data.Problem.Constraint;
import io.consilium.api.data.Problem.Variable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a problem before a solver sees it. */
final class ProblemCheck {
  private static final int MOST = 5_000;

  private ProblemCheck() {}

  /** The first fault, in words; empty if there is none. */
  static Optional<String> fault(Problem problem) {
    if (problem.variables().isEmpty() || problem.variables().size() > MOST) {
      return Optional.of(
          "A problem has 1 to " + MOST + " variables (" + problem.variables().size() + ").");
    }
    Set<String> names = new HashSet<>();
    for (Variable v : problem.variables()) {
      if (!names.add(v.name())) {
        return Optional.of("Two variables share a name (" + v.name() + ").");
      }
      if (!Double.isFinite(v.given()) || !(v.weight() > 0) || !Double.isFinite(v.weight())) {
        return Optional.of(
            "The variable (" + v.name() + ") needs a finite given value and a weight above 0.");
      }
      if (!(v.lower() <= v.upper())) {
        return Optional.of("The bounds of (" + v.name() + ") cross.");
      }
    }
    return problem.constraints().stream().flatMap(c -> fault(c, names).stream()).findFirst();
  }

  private static Optional<String> fault(Constraint constraint, Set<String> names) {
    for (var term : constraint.coefficients().entrySet()) {
      if (!names.contains(term.getKey())) {
        return Optional.of(
            "The constraint ("
                + constraint.name()
                + ") speaks of an unknown variable ("
                + term.getKey()
                + "). Maybe it is misspelt.");
      }
      if (!Double.isFinite(term.getValue())) {
        return Optional.of("A coefficient of (" + constraint.name() + ") is not finite.");
      }
    }
    return Double.isFinite(constraint.right())
        ? Optional.empty()
        : Optional.of("The right-hand side of (" + constraint.name() + ") is not finite.");
  }
}
