package io.consilium.api.policy;

import java.util.Objects;

/** What policy says at a point. */
public sealed interface PolicyAnswer {

  /** Go on. */
  record Allow() implements PolicyAnswer {}

  /**
   * Stop.
   *
   * @param rule the rule that forbids it
   * @param message for a person
   */
  record Deny(String rule, String message) implements PolicyAnswer {
    public Deny {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(message, "message");
    }
  }
}
