package io.consilium.framework.bridge;

import io.consilium.api.expert.Capability;
import io.consilium.api.expert.Determinism;
import io.consilium.api.expert.Effect;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.task.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An {@link ExpertDescriptor} as a guest or a {@code bridge.yaml} writes it. What is left out is
 * null and gets the cautious default.
 *
 * @param timeoutMillis longest time of one call
 */
public record ExpertOffer(
    String id,
    String description,
    List<Offered> capabilities,
    Effect effect,
    Determinism determinism,
    Double cost,
    Integer timeoutMillis,
    Integer concurrency) {
  static final int TIMEOUT = 30_000;

  /** A {@link Capability}, whose optional inputs may be left out. */
  public record Offered(
      String name,
      Map<String, MediaType> inputs,
      Map<String, MediaType> optionalInputs,
      Map<String, MediaType> outputs) {

    Capability capability() {
      return new Capability(
          Objects.requireNonNullElse(name, ""),
          orNone(inputs),
          orNone(optionalInputs),
          orNone(outputs));
    }
  }

  /** A descriptor as a guest writes it. */
  public static ExpertOffer of(ExpertDescriptor expert) {
    return new ExpertOffer(
        expert.id(),
        expert.description(),
        expert.capabilities().stream()
            .map(one -> new Offered(one.name(), one.inputs(), one.optionalInputs(), one.outputs()))
            .toList(),
        expert.effect(),
        expert.determinism(),
        expert.cost(),
        (int) Math.min(Integer.MAX_VALUE, expert.timeout().toMillis()),
        expert.concurrency());
  }

  /**
   * The descriptor.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message says what
   */
  public ExpertDescriptor descriptor() {
    return new ExpertDescriptor(
        Objects.requireNonNullElse(id, ""),
        Objects.requireNonNullElse(description, ""),
        (capabilities == null ? List.<Offered>of() : capabilities)
            .stream().map(Offered::capability).toList(),
        effect,
        determinism,
        cost == null ? 1 : cost,
        Duration.ofMillis(timeoutMillis == null ? TIMEOUT : timeoutMillis),
        concurrency == null ? 1 : concurrency);
  }

  static Map<String, MediaType> orNone(Map<String, MediaType> types) {
    return types == null ? Map.of() : types;
  }
}
