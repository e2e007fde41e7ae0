package io.consilium.api.task;

import java.util.regex.Pattern;

/** The id of a task, chosen by the host and unique on it; safe in file names. */
public record TaskId(String value) {
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public TaskId {
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "Not a task id (" + value + "). Maybe use up to 64 letters, digits, dots and dashes.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
