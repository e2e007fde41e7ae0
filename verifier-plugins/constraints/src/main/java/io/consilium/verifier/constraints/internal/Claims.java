package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.GridSolution;
import io.consilium.api.host.CallContext;
import io.consilium.api.task.Artifact;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Finding;
import io.consilium.api.verifier.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the checks of all puzzles share: reading the claim, and what is said if that fails. */
final class Claims {
  /** Makes a question of what was read. */
  interface Reader<T> {
    Question read(T value) throws Unfit;
  }

  private Claims() {}

  static <T> Verdict judge(Claim claim, Class<T> type, Reader<T> reader, CallContext context) {
    Optional<Artifact> grid = claim.input("grid");
    Optional<Artifact> solution = claim.input("solution");
    if (grid.isEmpty() || solution.isEmpty()) {
      return undecided(
          grid.isEmpty() ? "no-grid" : "no-solution",
          "There is no " + (grid.isEmpty() ? "puzzle" : "solution") + " to check.");
    }
    T asked;
    GridSolution said;
    try {
      asked = context.artifacts().read(grid.get(), type);
      said = context.artifacts().read(solution.get(), GridSolution.class);
    } catch (IOException | IllegalArgumentException e) {
      return undecided(
          "unreadable",
          "Puzzle or solution cannot be read ("
              + e.getMessage()
              + "). Maybe it was made by another version.");
    }
    if (asked == null || said == null) {
      return undecided("unreadable", "Puzzle or solution is empty. Maybe the step before failed.");
    }
    try {
      return Judgement.of(reader.read(asked), said, new Alarm(context));
    } catch (Unfit e) {
      return new Verdict.Rejected(0, 1, List.of(new Finding("no-puzzle", e.getMessage())));
    }
  }

  private static Verdict undecided(String code, String message) {
    return new Verdict.Undecided(List.of(new Finding(code, message)));
  }
}
