package io.consilium.framework.pipeline.method;

import io.consilium.api.planner.Check;
import java.util.Objects;
import java.util.Optional;

/**
 * A check that a method asks for.
 *
 * @param check what is asked of the verifier
 * @param when must hold for the check to be made; absent means always
 */
public record CheckStep(Check check, Optional<Condition> when) {
  public CheckStep {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(when, "when");
  }
}
