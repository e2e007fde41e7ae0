package io.consilium.api.task;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A piece of content with its media type: an input, an intermediate result, an answer. Two
 * artifacts are equal if type, size and digest are; where the bytes lie does not matter. The
 * content is streamed from its handle and never held as one large array by this value.
 *
 * @param mediaType concrete media type, without wildcards
 * @param size bytes
 * @param digest SHA-256 of the content
 * @param content where the bytes are read from
 */
public record Artifact(MediaType mediaType, long size, Digest digest, Content content) {

  /** A handle on bytes; each call opens a stream of its own, which the caller closes. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  public Artifact {
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(content, "content");
    if (size < 0) {
      throw new IllegalArgumentException("An artifact's size cannot be negative (" + size + ").");
    }
    if (mediaType.value().indexOf('*') >= 0) {
      throw new IllegalArgumentException("An artifact needs a concrete type (" + mediaType + ").");
    }
  }

  /** Opens the content; the caller closes it. Threads may each open their own. */
  public InputStream open() throws IOException {
    return content.open();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Artifact that
        && mediaType.equals(that.mediaType)
        && size == that.size
        && digest.equals(that.digest);
  }

  @Override
  public int hashCode() {
    return Objects.hash(mediaType, size, digest);
  }

  @Override
  public String toString() {
    return mediaType + " of " + size + " bytes";
  }
}
