package io.consilium.expert.grid.internal;

import io.consilium.api.data.GridSolution;
import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import java.util.Map;

/**
 * Solves a logic grid puzzle exactly and proves what it says: one solution, several, or none.
 * Thread-safe; stops in mid-search when the call ends.
 */
final class ClueSolver implements Expert {
  /** Items of a category, and in all. */
  private static final int MOST = 64;

  private static final int MOST_IN_ALL = 1024;

  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "clues.solver",
          "Solves a logic grid puzzle from its clues exactly, and proves that there is one"
              + " solution, several or none.",
          new Capability(
              "grid.solve",
              Map.of("grid", Vocabulary.mediaType(LogicGrid.class)),
              Map.of("solution", Vocabulary.mediaType(GridSolution.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      LogicGrid puzzle = Inputs.value(assignment, "grid", LogicGrid.class, context);
      int all = puzzle.categories().size() * puzzle.size();
      if (puzzle.size() > MOST || all > MOST_IN_ALL) {
        throw new Malformed(
            "A logic grid has at most "
                + MOST
                + " items in a category and "
                + MOST_IN_ALL
                + " in all, this one "
                + puzzle.categories().size()
                + " categories of "
                + puzzle.size()
                + ". Maybe split it.");
      }
      return Findings.outcome(
          ClueModel.search(puzzle, ExactSearch.endOf(context)),
          values -> ClueModel.grid(puzzle, values),
          "search",
          context);
    } catch (Malformed e) {
      return e.outcome();
    }
  }
}
