package io.consilium.api.verifier;

import io.consilium.api.task.MediaType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a verifier says of itself; read once, when its service appears.
 *
 * @param id unique among installed verifiers, such as {@code figures.add-up}
 * @param description one sentence
 * @param inputs input name to accepted media type; those absent from a claim are the verifier's to
 *     judge, usually as undecided
 * @param timeout longest time one check may take
 */
public record VerifierDescriptor(
    String id, String description, Map<String, MediaType> inputs, Duration timeout) {
  public VerifierDescriptor {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(description, "description");
    inputs = Map.copyOf(inputs);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The verifier (" + id + ") needs a positive timeout.");
    }
  }
}
