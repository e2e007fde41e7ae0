package io.consilium.framework.configuration.internal;

import java.util.List;

/**
 * What stands in a file, or is asked for, cannot be. Messages are for a person; no value of a
 * secret.
 */
class BadConfiguration extends Exception {
  private static final long serialVersionUID = 1L;
  private final List<String> problems;

  BadConfiguration(List<String> problems) {
    super(String.join(" ", problems));
    this.problems = List.copyOf(problems);
  }

  BadConfiguration(String problem) {
    this(List.of(problem));
  }

  /** What there is to say of a failure. */
  static List<String> problems(Exception failure) {
    return failure instanceof BadConfiguration bad ? bad.problems() : List.of(failure.getMessage());
  }

  List<String> problems() {
    return problems;
  }
}
