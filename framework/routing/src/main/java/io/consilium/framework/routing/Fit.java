package io.consilium.framework.routing;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.ExpertDescriptor;
import java.util.Optional;

/**
 * How well a declared capability answers to a name asked for: 1 if it is the same, half as much for
 * each word that the name is more special than the declaration.
 *
 * @param capability the declared one that fits best
 * @param value above 0, at most 1
 */
public record Fit(Capability capability, double value) {

  /** The best fit among an expert's capabilities; empty if none is the name or a parent of it. */
  public static Optional<Fit> best(ExpertDescriptor descriptor, String asked) {
    Fit best = null;
    for (Capability capability : descriptor.capabilities()) {
      double value = value(capability.name(), asked);
      if (value > 0 && (best == null || value > best.value)) {
        best = new Fit(capability, value);
      }
    }
    return Optional.ofNullable(best);
  }

  private static double value(String declared, String asked) {
    if (declared.equals(asked)) {
      return 1;
    }
    if (!asked.startsWith(declared + ".")) {
      return 0;
    }
    long words = asked.substring(declared.length()).chars().filter(c -> c == '.').count();
    return Math.pow(0.5, words);
  }
}
