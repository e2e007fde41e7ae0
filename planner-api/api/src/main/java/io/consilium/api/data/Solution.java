package io.consilium.api.data;

import java.util.Map;
import java.util.Objects;

/**
 * The solution of a {@link Problem}.
 *
 * @param status whether it is proved best, merely feasible, or there is none
 * @param values variable name to value; empty if infeasible
 * @param objective weighted sum of squared differences
 */
public record Solution(Status status, Map<String, Double> values, double objective) {

  /** How good it is. */
  public enum Status {
    OPTIMAL,
    FEASIBLE,
    INFEASIBLE
  }

  public Solution {
    Objects.requireNonNull(status, "status");
    values = Map.copyOf(values);
  }
}
