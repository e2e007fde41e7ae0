package io.consilium.expert.nlp.internal.text;

import io.consilium.api.expert.ExpertOutcome;
import io.consilium.api.expert.ExpertOutcome.Declined;

/** Thrown where an input turns out not to be what its media type promises. */
public final class UnfitInput extends Exception {
  private static final long serialVersionUID = 1;

  UnfitInput(String input, IllegalArgumentException cause) {
    super(
        "The input \""
            + input
            + "\" cannot be read: "
            + cause.getMessage()
            + " Maybe the step that made it is broken.",
        cause);
  }

  /** The same as an outcome. */
  public Declined declined() {
    return ExpertOutcome.badInput(getMessage());
  }
}
