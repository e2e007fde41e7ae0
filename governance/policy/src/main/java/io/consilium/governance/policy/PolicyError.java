package io.consilium.governance.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is wrong with rule files, all at once. The message is for the person who wrote them. */
public final class PolicyError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param line from 1; 0 if the file as a whole is meant
   * @param column from 1; 0 likewise
   * @param message what is wrong, with the value in parentheses
   * @param fix what to do, starting with "Maybe"; empty if the message says it all
   */
  public record Problem(String file, int line, int column, String message, String fix) {
    public Problem {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(fix, "fix");
    }

    @Override
    public String toString() {
      String where = file + (line > 0 ? ":" + line + ":" + column : "");
      return where + ": " + message + (fix.isEmpty() ? "" : " " + fix);
    }
  }

  public PolicyError(List<Problem> problems) {
    super(message(sorted(problems)));
    this.problems = sorted(problems);
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparing(Problem::line)
                .thenComparing(Problem::column))
        .toList();
  }

  private static String message(List<Problem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> "\n  " + problem)
        .collect(Collectors.joining("", "The policy has " + count + ":", ""));
  }

  /** By file, line and column. */
  public List<Problem> problems() {
    return problems;
  }
}
