package io.consilium.framework.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is wrong with a pipeline file, all at once. The message is for the person who wrote it. */
public final class PipelineError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param line from 1; 0 if the file as a whole is meant
   * @param path place in the document, such as {@code methods[0].steps.read}; empty for the whole
   * @param message what is wrong, with the value in parentheses
   * @param fix what to do, starting with "Maybe"; empty if the message says it all
   */
  public record Problem(int line, String path, String message, String fix) {
    public Problem {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(fix, "fix");
    }

    @Override
    public String toString() {
      String where =
          (line > 0 ? "line " + line : "")
              + (line > 0 && !path.isEmpty() ? ", " : "")
              + (path.isEmpty() ? "" : "at " + path);
      return (where.isEmpty() ? "" : where + ": ") + message + (fix.isEmpty() ? "" : " " + fix);
    }
  }

  public PipelineError(String file, List<Problem> problems) {
    super(message(file, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String file, List<Problem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", "The pipeline file (" + file + ") has " + count + ":", ""));
  }

  /** In the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
