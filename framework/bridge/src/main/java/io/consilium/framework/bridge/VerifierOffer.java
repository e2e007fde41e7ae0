package io.consilium.framework.bridge;

import io.consilium.api.task.MediaType;
import io.consilium.api.verifier.VerifierDescriptor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** A {@link VerifierDescriptor} as a guest or a {@code bridge.yaml} writes it. */
public record VerifierOffer(
    String id, String description, Map<String, MediaType> inputs, Integer timeoutMillis) {
  /** A descriptor as a guest writes it. */
  public static VerifierOffer of(VerifierDescriptor verifier) {
    return new VerifierOffer(
        verifier.id(),
        verifier.description(),
        verifier.inputs(),
        (int) Math.min(Integer.MAX_VALUE, verifier.timeout().toMillis()));
  }

  /**
   * The descriptor.
   *
   * @throws IllegalArgumentException if something is missing or wrong; the message says what
   */
  public VerifierDescriptor descriptor() {
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("A verifier has no id.");
    }
    return new VerifierDescriptor(
        id,
        Objects.requireNonNullElse(description, ""),
        ExpertOffer.orNone(inputs),
        Duration.ofMillis(timeoutMillis == null ? ExpertOffer.TIMEOUT : timeoutMillis));
  }
}
