package io.consilium.api.ledger;

import io.consilium.api.task.MediaType;
import java.util.Objects;

/**
 * A payload as a record knows it.
 *
 * @param mediaType of the plaintext
 * @param size bytes of plaintext
 * @param commitment HMAC-SHA-256 of the plaintext under the erasure unit's salt, in hex
 * @param blob SHA-256 of the ciphertext, in hex: the blob's file name
 * @param unit the erasure unit whose key and salt it is under
 */
public record SealedPayload(
    MediaType mediaType, long size, String commitment, String blob, String unit) {
  public SealedPayload {
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(commitment, "commitment");
    Objects.requireNonNull(blob, "blob");
    Objects.requireNonNull(unit, "unit");
  }
}
