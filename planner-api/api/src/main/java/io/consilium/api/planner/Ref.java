package io.consilium.api.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A reference to artifacts by where they come from, written as in a pipeline file:
 *
 * <pre>
 *   task.image                           an input of this loop, by role
 *   table.table                          an output of a subgoal; of all items of a forEach step
 *   read.page[2]                         the third of those
 *   reconciled.series ?? table.series    the first that is there
 *   chart.chart ?? none                  ... or nothing, without blocking who refers to it
 * </pre>
 *
 * @param sources alternatives, first match wins
 * @param optional true if nothing at all is fine too
 */
public record Ref(List<Source> sources, boolean optional) {
  private static final Pattern SOURCE =
      Pattern.compile("([a-z][a-z0-9-]*)\\.([a-z][A-Za-z0-9-]*)(?:\\[([0-9]{1,6})\\])?");

  /**
   * One place to look.
   *
   * @param step a step of the plan, or {@code task} for the loop's own inputs
   * @param name output name, or input role
   * @param index which one, from 0; -1 for all
   */
  public record Source(String step, String name, int index) {
    public static final String TASK = "task";

    public boolean isTask() {
      return step.equals(TASK);
    }

    @Override
    public String toString() {
      return step + "." + name + (index < 0 ? "" : "[" + index + "]");
    }
  }

  public Ref {
    sources = List.copyOf(sources);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("A reference needs at least one source.");
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is not one; the message shows the form
   */
  public static Ref parse(String text) {
    List<Source> sources = new ArrayList<>();
    boolean optional = false;
    for (String part : text.split("\\?\\?", -1)) {
      String trimmed = part.trim();
      Matcher matcher = SOURCE.matcher(trimmed);
      if (optional) {
        throw new IllegalArgumentException(
            "Nothing may follow \"none\" in the reference (" + text + ").");
      } else if (trimmed.equals("none") && !sources.isEmpty()) {
        optional = true;
      } else if (matcher.matches()) {
        int index = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
        sources.add(new Source(matcher.group(1), matcher.group(2), index));
      } else {
        throw new IllegalArgumentException(
            "Not a reference ("
                + text
                + "). Maybe write step.output, task.role, or alternatives as a.x ?? b.y ?? none.");
      }
    }
    return new Ref(sources, optional);
  }

  @Override
  public String toString() {
    return sources.stream().map(Source::toString).collect(Collectors.joining(" ?? "))
        + (optional ? " ?? none" : "");
  }
}
