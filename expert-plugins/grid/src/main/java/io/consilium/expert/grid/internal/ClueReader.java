package io.consilium.expert.grid.internal;

import io.consilium.api.data.LogicGrid;
import io.consilium.api.data.Vocabulary;
import io.consilium.api.expert.Assignment;
import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Facts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a logic grid puzzle from its text form or from JSON of the vocabulary. Thread-safe.
 * Declines {@code bad-input} with line and column.
 */
final class ClueReader implements Expert {
  private static final MediaType PUZZLE = Vocabulary.mediaType(LogicGrid.class);
  private static final ExpertDescriptor DESCRIPTOR =
      ExpertDescriptor.pure(
          "clues.reader",
          "Reads a logic grid puzzle, its categories and its clues, from text or JSON.",
          new Capability("clues.read", Map.of("source", MediaType.ANY), Map.of("grid", PUZZLE)));

  @Override
  public ExpertDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public ExpertOutcome solve(Assignment assignment, CallContext context) {
    try {
      Artifact source = Inputs.artifact(assignment, "source");
      String text = Inputs.text(source, context);
      LogicGrid puzzle =
          text.stripLeading().startsWith("{") ? json(text, context) : ClueText.read(text);
      Facts facts =
          Facts.of("categories", puzzle.categories().size())
              .with("items", puzzle.size())
              .with("clues", puzzle.clues().size());
      return new ExpertOutcome.Solved(Map.of("grid", context.artifacts().of(puzzle)), 1, facts);
    } catch (Malformed e) {
      return e.outcome();
    }
  }

  private static LogicGrid json(String text, CallContext context) throws Malformed {
    try {
      Artifact json = context.artifacts().of(PUZZLE, text.getBytes(StandardCharsets.UTF_8));
      return context.artifacts().read(json, LogicGrid.class);
    } catch (IOException e) {
      throw new Malformed("The puzzle cannot be read (" + e.getMessage() + "). Maybe try again.");
    } catch (IllegalArgumentException e) {
      throw new Malformed(where(e.getMessage()) + why(e));
    }
  }

  /** The place, which the message names before its first colon. */
  private static String where(String message) {
    int colon = message.indexOf(':');
    return colon < 0 ? "" : message.substring(0, colon) + ": ";
  }

  /** What the puzzle itself has to say, or else what the JSON has. */
  private static String why(IllegalArgumentException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException) {
        return cause.getMessage();
      }
    }
    String rest = e.getMessage().substring(where(e.getMessage()).length());
    return rest + " Maybe compare it with the example logic-grid.json.";
  }
}
