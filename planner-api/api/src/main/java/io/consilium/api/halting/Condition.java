package io.consilium.api.halting;

import io.consilium.api.task.HaltReason;
import java.util.Objects;

/**
 * One condition looked at.
 *
 * @param reason which
 * @param held whether it held
 * @param value what was measured
 * @param bound what it was measured against
 */
public record Condition(HaltReason reason, boolean held, double value, double bound) {
  public Condition {
    Objects.requireNonNull(reason, "reason");
  }
}
