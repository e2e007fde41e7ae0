package io.consilium.expert.solver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.consilium.api.data.Problem;
import io.consilium.api.data.Problem.Constraint;
import io.consilium.api.data.Problem.Relation;
import io.consilium.api.data.Problem.Variable;
import io.consilium.api.data.Solution;
import io.consilium.api.data.Solution.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final double FREE = Double.MAX_VALUE;

  private static Variable free(String name, double given, double weight) {
    return new Variable(name, given, weight, -FREE, FREE, false);
  }

  private static Constraint equal(Map<String, Double> coefficients, double right) {
    return new Constraint("sum", coefficients, Relation.EQUAL, right);
  }

  private static Solution solve(Problem problem) {
    return LeastSquares.solve(problem, Duration.ofSeconds(10));
  }

  @Test
  void sharesADifferenceByWeight() {
    Problem problem =
        new Problem(
            List.of(free("a", 10, 1), free("b", 20, 3)),
            List.of(equal(Map.of("a", 1.0, "b", 1.0), 34)));
    Solution solution = solve(problem);
    assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
    assertThat(solution.values().get("a")).isCloseTo(13, within(1e-6));
    assertThat(solution.values().get("b")).isCloseTo(21, within(1e-6));
    assertThat(solution.objective()).isCloseTo(12, within(1e-5));
  }

  @Test
  void keepsWholeNumbersWhole() {
    Problem problem =
        new Problem(
            List.of(new Variable("a", 10, 1, 0, 100, true), new Variable("b", 20, 1, 0, 100, true)),
            List.of(equal(Map.of("a", 1.0, "b", 1.0), 33)));
    Solution solution = solve(problem);
    assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
    assertThat(solution.values().get("a") + solution.values().get("b")).isEqualTo(33);
    assertThat(solution.objective()).isCloseTo(5, within(1e-9));
  }

  @Test
  void saysThatNothingFits() {
    Problem problem =
        new Problem(
            List.of(new Variable("a", 1, 1, 0, 2, false)),
            List.of(new Constraint("much", Map.of("a", 1.0), Relation.AT_LEAST, 5)));
    assertThat(solve(problem).status()).isEqualTo(Status.INFEASIBLE);
  }

  @Test
  void namesTheFaultOfAProblem() {
    Problem problem = new Problem(List.of(free("a", 1, 1)), List.of(equal(Map.of("b", 1.0), 1)));
    assertThat(ProblemCheck.fault(problem)).hasValueSatisfying(f -> assertThat(f).contains("(b)"));
    assertThat(ProblemCheck.fault(new Problem(List.of(free("a", 1, 0)), List.of()))).isPresent();
    assertThat(ProblemCheck.fault(new Problem(List.of(), List.of()))).isPresent();
  }

  /** Without weights the best correction spreads the difference evenly (textbook projection). */
  @Property(tries = 60)
  void projectsOntoASum(
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double a,
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double b,
      @ForAll @DoubleRange(min = -1e7, max = 1e7) double total) {
    Problem problem =
        new Problem(
            List.of(free("a", a, 1), free("b", b, 1)),
            List.of(equal(Map.of("a", 1.0, "b", 1.0), total)));
    double shift = (total - a - b) / 2;
    double size = Math.max(1, Math.max(Math.abs(total), Math.max(Math.abs(a), Math.abs(b))));
    Solution solution = solve(problem);
    assertThat(solution.values().get("a")).isCloseTo(a + shift, within(1e-6 * size));
    assertThat(solution.values().get("b")).isCloseTo(b + shift, within(1e-6 * size));
  }
}
