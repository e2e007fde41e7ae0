package io.consilium.api.expert;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What an expert says of itself; read once, when its service appears.
 *
 * @param id unique among installed experts, dotted lower case, such as {@code vision.tables}
 * @param description one sentence for people and for the gate
 * @param capabilities what it can do, at least one
 * @param effect what it does to the world outside
 * @param determinism whether equal calls give equal outcomes
 * @param cost expected cost of one call, in abstract units; 1 is about a second of one core
 * @param timeout longest time one call may take; the host allows less if its budget is less
 * @param concurrency calls at once that one instance bears, at least 1
 */
public record ExpertDescriptor(
    String id,
    String description,
    List<Capability> capabilities,
    Effect effect,
    Determinism determinism,
    double cost,
    Duration timeout,
    int concurrency) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

  public ExpertDescriptor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Not an expert id (" + id + "). Maybe use lower-case words joined by dots.");
    }
    Objects.requireNonNull(description, "description");
    capabilities = List.copyOf(capabilities);
    effect = effect == null ? Effect.WRITES_OUTSIDE : effect;
    determinism = determinism == null ? Determinism.VARYING : determinism;
    if (capabilities.isEmpty()) {
      throw new IllegalArgumentException("The expert (" + id + ") declares no capability.");
    }
    if (concurrency < 1 || !(cost >= 0) || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "The expert ("
              + id
              + ") needs concurrency of at least 1, a cost of at least 0 and a positive timeout.");
    }
  }

  /** A pure, deterministic expert of one capability: cost 1, half a minute, four calls at once. */
  public static ExpertDescriptor pure(String id, String description, Capability... capabilities) {
    return new ExpertDescriptor(
        id,
        description,
        List.of(capabilities),
        Effect.PURE,
        Determinism.DETERMINISTIC,
        1,
        Duration.ofSeconds(30),
        4);
  }
}
