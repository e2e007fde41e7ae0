package io.consilium.framework.neural.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file is no safetensors file, or not the checkpoint that was expected. The message says where,
 * what, the value and what to do; it is fit for a user. A file that cannot be read at all is
 * another {@link IOException}.
 */
public final class BadCheckpoint extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN = 20;
  private static final int LONGEST = 300;

  private final String where;
  private final transient List<String> problems;

  public BadCheckpoint(String where, List<String> problems, String maybe) {
    super(message(where, problems, maybe));
    this.where = where;
    this.problems = problems.stream().map(BadCheckpoint::plain).toList();
  }

  public BadCheckpoint(String where, String problem, String maybe) {
    this(where, List.of(problem), maybe);
  }

  /** The file, or what else the bytes came from. */
  public String where() {
    return where;
  }

  /** Everything that is wrong, a sentence each; the message shows the first twenty. */
  public List<String> problems() {
    return problems == null ? List.of() : problems;
  }

  private static String message(String where, List<String> problems, String maybe) {
    String shown =
        problems.stream().limit(SHOWN).map(BadCheckpoint::plain).collect(Collectors.joining(" "));
    String more =
        problems.size() > SHOWN ? " And (%d) more.".formatted(problems.size() - SHOWN) : "";
    return "Checkpoint (%s): %s%s %s".formatted(where, shown, more, maybe);
  }

  /** The file chose some of these words: no control characters, no endless names. */
  private static String plain(String problem) {
    String safe = problem.replaceAll("\\p{Cntrl}", "?");
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "...";
  }
}
