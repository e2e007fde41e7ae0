package io.consilium.expert.grid.internal;

import io.consilium.api.data.Grid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.MediaType;
import java.util.Map;

/**
 * Reads a Sudoku or a maze from text. Setting: {@code kind}, {@code sudoku} or {@code maze}; told
 * from the symbols if absent. Thread-safe. Declines {@code bad-input} for what is no grid.
 */
final class GridReader implements Expert {
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "grid.reader",
          "Reads a sudoku or a maze from text: one line, a line a row, drawn, or a table.",
          new Capability(
              "grid.read",
              Map.of("source", new MediaType("text/*")),
              Map.of("grid", Vocabulary.mediaType(Grid.class))));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      String text = Inputs.text(Inputs.artifact(assignment, "source"), context);
      return solved(read(text, assignment.parameters().text("kind", "")), context);
    } catch (Malformed e) {
      return e.outcome();
    }
  }

  private static Grid read(String text, String kind) throws Malformed {
    return switch (kind) {
      case SudokuText.KIND -> SudokuText.read(text);
      case MazeText.KIND -> MazeText.read(text);
      case "" -> MazeText.looksLikeOne(text) ? MazeText.read(text) : SudokuText.read(text);
      default ->
          throw new Malformed(
              "The kind of grid (" + kind + ") is not known. Maybe write sudoku or maze.");
    };
  }

  private static ExpertOutcome solved(Grid grid, CallContext context) {
    long open =
        grid.cells().stream().flatMap(row -> row.stream()).filter(cell -> cell == 0).count();
    Facts facts =
        Facts.of("kind", grid.kind())
            .with("rows", grid.cells().size())
            .with("columns", grid.cells().get(0).size())
            .with("open", open);
    return new ExpertOutcome.Solved(Map.of("grid", context.artifacts().of(grid)), 1, facts);
  }
}
