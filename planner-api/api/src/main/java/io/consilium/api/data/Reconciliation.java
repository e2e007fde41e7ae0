package io.consilium.api.data;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How figures that should agree were brought together.
 *
 * @param method such as {@code least-squares} or {@code fewest-changes}
 * @param adjustments one a figure that was looked at
 * @param worst largest relative difference between the sources before, 0 if they agreed
 */
public record Reconciliation(String method, List<Adjustment> adjustments, double worst) {

  /**
   * One figure.
   *
   * @param name its period or its cell
   * @param given source name to value
   * @param value what was settled on
   * @param changed true if some source was overruled
   */
  public record Adjustment(String name, Map<String, Double> given, double value, boolean changed) {
    public Adjustment {
      Objects.requireNonNull(name, "name");
      given = Map.copyOf(given);
    }
  }

  public Reconciliation {
    Objects.requireNonNull(method, "method");
    adjustments = List.copyOf(adjustments);
  }
}
