package io.consilium.expert.grid.internal;

import io.consilium.api.expert.ExpertOutcome;

/** An input that is no puzzle; the message says what, where, the value and what to do. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }

  ExpertOutcome outcome() {
    return ExpertOutcome.badInput(getMessage());
  }
}
