package io.consilium.api.verifier;

import io.consilium.api.host.Facts;
import java.util.Objects;

/**
 * One piece of evidence behind a verdict.
 *
 * @param code short lower-case word, such as {@code total-off}
 * @param message for a person: what, where, the value
 * @param facts the numbers behind it
 */
public record Finding(String code, String message, Facts facts) {
  public Finding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(facts, "facts");
  }

  public Finding(String code, String message) {
    this(code, message, Facts.NONE);
  }
}
