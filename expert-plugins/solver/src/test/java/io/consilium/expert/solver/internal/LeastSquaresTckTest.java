package io.consilium.expert.solver.internal;

import io.consilium.api.data.Problem;
import io.consilium.api.data.Problem.Constraint;
import io.consilium.api.data.Problem.Relation;
import io.consilium.api.data.Problem.Variable;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Expert;
import io.consilium.api.host.Settings;
import io.consilium.tck.ExpertTck;
import io.consilium.tck.TestContext;
import java.util.List;
import java.util.Map;

class LeastSquaresTckTest extends ExpertTck {
  @Override
  protected Expert expert() {
    return new LeastSquaresExpert();
  }

  @Override
  protected List<Assignment> samples() {
    Problem problem =
        new Problem(
            List.of(
                new Variable("a", 10, 1, 0, 100, false), new Variable("b", 20, 3, 0, 100, true)),
            List.of(new Constraint("sum", Map.of("a", 1.0, "b", 1.0), Relation.EQUAL, 34)));
    return List.of(
        new Assignment(
            "solver.least-squares",
            "a sample",
            Map.of("problem", List.of(TestContext.create().artifacts().of(problem))),
            Settings.EMPTY));
  }
}
