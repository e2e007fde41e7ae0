package io.consilium.api.task;

import java.util.regex.Pattern;

/**
 * The name of a subgoal within one plan, such as {@code table} or {@code read[2]} for the third
 * item of a {@code forEach}. A {@linkplain Position#path path} of them, joined by slashes, names a
 * subgoal within a task.
 */
public record SubgoalId(String value) {
  private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,47}(\\[[0-9]{1,6}\\])?");

  public SubgoalId {
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a subgoal id ("
              + value
              + "). Maybe use lower-case letters, digits and dashes, 48 at most.");
    }
  }

  /** The id without its item index: {@code read[2]} is an item of {@code read}. */
  public String step() {
    int bracket = value.indexOf('[');
    return bracket < 0 ? value : value.substring(0, bracket);
  }

  @Override
  public String toString() {
    return value;
  }
}
