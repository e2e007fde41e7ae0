package io.consilium.framework.training.recipe;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a recipe, all at once, for the person who wrote it. */
public final class RecipeError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One thing that is wrong; line 0 means the file as a whole. */
  record Problem(int line, String text) {
    @Override
    public String toString() {
      return (line > 0 ? "line " + line + ", " : "") + text;
    }
  }

  RecipeError(String file, List<Problem> problems) {
    super(
        "The recipe ("
            + file
            + ") has "
            + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
            + ":\n  "
            + problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ")));
  }
}
