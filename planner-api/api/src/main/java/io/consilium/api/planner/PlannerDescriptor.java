package io.consilium.api.planner;

import java.time.Duration;
import java.util.Objects;

/**
 * What a planner says of itself; read once, when its service appears.
 *
 * @param id unique among installed planners, such as {@code method-library}
 * @param description one sentence
 * @param timeout longest time one revision may take
 */
public record PlannerDescriptor(String id, String description, Duration timeout) {
  public PlannerDescriptor {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(description, "description");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The planner (" + id + ") needs a positive timeout.");
    }
  }
}
