package io.consilium.framework.bridge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/**
 * Content in a message: in place, or as a file of the {@link Exchange}; one of the two.
 *
 * @param media concrete media type
 * @param base64 the content (RFC 4648, section 4), or null
 * @param file its name relative to the exchange directory, or null
 * @param sha256 its digest; null if a guest does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Payload(MediaType media, String base64, String file, Digest sha256) {
  public Payload {
    if (media == null || (base64 == null) == (file == null)) {
      throw new IllegalArgumentException(
          "a payload has \"media\" and either \"base64\" or \"file\"");
    }
  }

  /** An artifact's content in place. */
  public static Payload inline(Artifact artifact) throws IOException {
    try (InputStream in = artifact.open()) {
      return inline(artifact.mediaType(), in.readAllBytes(), artifact.digest());
    }
  }

  static Payload inline(MediaType media, byte[] content, Digest sha256) {
    return new Payload(media, Base64.getEncoder().encodeToString(content), null, sha256);
  }

  /**
   * The content that stands in place.
   *
   * @throws IOException if it is not base64, or stands in a file
   */
  public byte[] content() throws IOException {
    if (base64 == null) {
      throw new IOException("the content stands in a file (" + file + ")");
    }
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("the content is not base64: " + e.getMessage(), e);
    }
  }
}
