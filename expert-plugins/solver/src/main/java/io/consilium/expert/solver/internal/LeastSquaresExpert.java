package io.consilium.expert.solver.internal;

import io.consilium.api.data.Problem;
import io.consilium.api.data.Solution;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Solves least-squares problems under linear constraints. Thread-safe. Declines {@code bad-input}
 * for problems that make no sense; an infeasible one is solved, and its status says so.
 */
final class LeastSquaresExpert implements Expert {
  private static final Duration MARGIN = Duration.ofMillis(200);
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "solver.least-squares",
          "Finds the values closest to given ones that satisfy linear constraints, whole numbers"
              + " where asked.",
          new Capability(
              "solver.least-squares",
              Map.of("problem", Vocabulary.mediaType(Problem.class)),
              Map.of("solution", Vocabulary.mediaType(Solution.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      return solve(UnreadableInput.read(assignment, "problem", Problem.class, context), context);
    } catch (UnreadableInput e) {
      return e.outcome();
    }
  }

  private static ExpertOutcome solve(Problem problem, CallContext context) {
    Optional<String> fault = ProblemCheck.fault(problem);
    if (fault.isPresent()) {
      return ExpertOutcome.badInput(fault.get());
    }
    Solution solution = LeastSquares.solve(problem, context.remaining().minus(MARGIN));
    Facts facts =
        Facts.of("status", solution.status().name().toLowerCase(Locale.ROOT))
            .with("objective", solution.objective());
    double confidence = solution.status() == Solution.Status.FEASIBLE ? 0.7 : 1;
    return new ExpertOutcome.Solved(
        Map.of("solution", context.artifacts().of(solution)), confidence, facts);
  }
}
