package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.GridSolution.Status;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Turns what a search found into what the expert says. */
final class Findings {
  private Findings() {}

  /**
   * The outcome of a search.
   *
   * @param grid of one assignment
   */
  static ExpertOutcome outcome(
      ExactSearch.Found found, Function<int[], Grid> grid, String method, CallContext context) {
    List<Grid> solutions = found.solutions().stream().map(grid).toList();
    if (!found.ended() && solutions.isEmpty()) {
      return new ExpertOutcome.Failed(
          "out-of-time",
          "Neither a solution nor the proof that there is none was found in time ("
              + found.nodes()
              + " nodes searched). Maybe allow more time.");
    }
    Status status = status(solutions.size(), found.ended());
    GridSolution solution = new GridSolution(status, solutions, method, found.nodes());
    Facts facts =
        Facts.of("status", status.name().toLowerCase(Locale.ROOT)).with("effort", found.nodes());
    return new ExpertOutcome.Solved(
        Map.of("solution", context.artifacts().of(solution)),
        status == Status.PROPOSED ? 0.7 : 1,
        facts);
  }

  private static Status status(int count, boolean ended) {
    return switch (count) {
      case 0 -> Status.NONE;
      case 1 -> ended ? Status.UNIQUE : Status.PROPOSED;
      default -> Status.SEVERAL;
    };
  }
}
