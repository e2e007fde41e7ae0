package io.consilium.verifier.constraints.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.GridSolution;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.CallContext;
import io.consilium.api.verifier.Claim;
import io.consilium.api.verifier.Verdict;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.time.Duration;
import java.util.Map;

/**
 * Checks what is said of the solutions of a Sudoku or a maze. Thread-safe; a search that does not
 * end in time is undecided.
 */
final class GridVerifier implements Verifier {
  private static final VerifierDescriptor DESCRIPTOR =
      new VerifierDescriptor(
          "constraints.grid",
          "Checks that the solution of a sudoku or a maze keeps every rule, and by a search of its"
              + " own that there is no other, or none.",
          Map.of(
              "grid", Vocabulary.mediaType(Grid.class),
              "solution", Vocabulary.mediaType(GridSolution.class)),
          Duration.ofSeconds(60));

  @Override
  public VerifierDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public Verdict verify(Claim claim, CallContext context) {
    return Claims.judge(claim, Grid.class, GridVerifier::question, context);
  }

  private static Question question(Grid grid) throws Unfit {
    return switch (grid.kind()) {
      case Sudoku.KIND -> Sudoku.of(grid);
      case Maze.KIND -> Maze.of(grid);
      default ->
          throw new Unfit(
              "A grid of kind ("
                  + grid.kind()
                  + ") is not known here. Maybe it is a sudoku or a maze.");
    };
  }
}
