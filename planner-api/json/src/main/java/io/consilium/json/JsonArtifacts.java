package io.consilium.json;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.host.Artifacts;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.api.task.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Artifacts in memory or in files, vocabulary values as canonical JSON. */
public final class JsonArtifacts implements Artifacts {
  /** Largest vocabulary value that is read: 64 MiB. */
  public static final long MAX_VALUE_BYTES = 64L << 20;

  @Override
  public Artifact of(MediaType mediaType, byte[] content) {
    byte[] copy = content.clone();
    return new Artifact(
        mediaType, copy.length, Digest.of(copy), () -> new ByteArrayInputStream(copy));
  }

  @Override
  public Artifact of(MediaType mediaType, Path file) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    long size;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      size = in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return new Artifact(
        mediaType, size, Digest.ofRaw(sha256.digest()), () -> Files.newInputStream(file));
  }

  @Override
  public Artifact of(Object value) {
    return of(Vocabulary.mediaType(value.getClass()), Json.canonical(value));
  }

  @Override
  public <T> T read(Artifact artifact, Class<T> type) throws IOException {
    MediaType wanted = Vocabulary.mediaType(type);
    if (!wanted.equals(artifact.mediaType())) {
      throw new IllegalArgumentException(
          "Expected " + wanted + ", got " + artifact.mediaType() + ".");
    }
    return Json.read(bytes(artifact, MAX_VALUE_BYTES), type);
  }

  @Override
  public byte[] bytes(Artifact artifact, long limit) throws IOException {
    if (artifact.size() > limit) {
      throw new IOException(
          "The content is larger than allowed (" + artifact.size() + " > " + limit + " bytes).");
    }
    try (InputStream in = artifact.open()) {
      return in.readAllBytes();
    }
  }
}
