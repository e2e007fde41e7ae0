package io.consilium.api.ledger;

import io.consilium.api.task.MediaType;
import java.util.Map;
import java.util.Objects;

/**
 * A payload as a record knows it.
 *
 * @param mediaType of the plaintext
 * @param size bytes of plaintext
 * @param commitment HMAC-SHA-256 of the plaintext under the erasure unit's salt, in hex
 * @param blob SHA-256 of the ciphertext, in hex: the blob's file name
 * @param unit the erasure unit whose key and salt it is under
 * @param redacted how many places were masked before sealing, by the detector or rule that found
 *     them; empty if none
 */
public record SealedPayload(
    MediaType mediaType,
    long size,
    String commitment,
    String blob,
    String unit,
    Map<String, Integer> redacted) {
  public SealedPayload {
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(commitment, "commitment");
    Objects.requireNonNull(blob, "blob");
    Objects.requireNonNull(unit, "unit");
    // Records before redaction do not have it.
    redacted = redacted == null ? Map.of() : Map.copyOf(redacted);
  }

  /** A payload as it was given. */
  public SealedPayload(
      MediaType mediaType, long size, String commitment, String blob, String unit) {
    this(mediaType, size, commitment, blob, unit, Map.of());
  }

  /** The same content where so much of it was masked. */
  public SealedPayload redacted(Map<String, Integer> counts) {
    return new SealedPayload(mediaType, size, commitment, blob, unit, counts);
  }
}
