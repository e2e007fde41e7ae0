package io.consilium.api.host;

import io.consilium.api.task.Artifact;
import io.consilium.api.task.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Makes artifacts and reads them back. Thread-safe. */
@ProviderType
public interface Artifacts {

  /** An artifact of the given bytes. */
  Artifact of(MediaType mediaType, byte[] content);

  /**
   * An artifact that streams from a file, which must stay as it is.
   *
   * @throws IOException if the file cannot be read
   */
  Artifact of(MediaType mediaType, Path file) throws IOException;

  /**
   * A value of the {@linkplain io.consilium.api.data shared vocabulary} as an artifact of its media
   * type, in canonical JSON.
   *
   * @throws IllegalArgumentException if the value's class is not of the vocabulary
   */
  Artifact of(Object value);

  /**
   * Reads a value of the shared vocabulary.
   *
   * @throws IllegalArgumentException if the artifact has another media type or does not fit the
   *     value's schema; the message says where
   * @throws IOException if the content cannot be read
   */
  <T> T read(Artifact artifact, Class<T> type) throws IOException;

  /**
   * Reads the whole content.
   *
   * @throws IOException if the content cannot be read or is larger than {@code limit} bytes
   */
  byte[] bytes(Artifact artifact, long limit) throws IOException;
}
