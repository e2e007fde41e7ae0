package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.governance.ledger.format.Seal;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Turns payloads into blobs and back. Equal artifacts of one unit become one blob. Thread-safe:
 * equal payloads wait for one another, others do not.
 */
final class Sealer {
  /** Largest payload: AES-GCM opens a blob as a whole. */
  static final long MAX_PAYLOAD = 256L << 20;

  private final Blobs blobs;
  private final SecureRandom random;
  private final int inlineBytes;

  Sealer(Blobs blobs, SecureRandom random, int inlineBytes) {
    this.blobs = blobs;
    this.random = random;
    this.inlineBytes = inlineBytes;
  }

  /**
   * Seals a payload under a unit.
   *
   * @throws IllegalArgumentException if the payload is too large, or not what its digest says
   * @throws Blobs.SourceException if the payload cannot be read
   * @throws IOException if the ledger's disk fails
   */
  Unit.Sealed seal(String slot, Artifact artifact, Unit unit) throws IOException {
    synchronized (unit) {
      Unit.Sealed known = unit.known(artifact);
      if (known != null) {
        return known;
      }
      if (artifact.size() > MAX_PAYLOAD) {
        throw new IllegalArgumentException(
            "The payload (" + slot + ") is larger than " + MAX_PAYLOAD + " bytes.");
      }
      byte[] header = Seal.header(random);
      Cipher cipher = Seal.encryption(unit.key(), header);
      try (Measured content = new Measured(open(artifact), Seal.commitment(unit.key()))) {
        byte[] inline = artifact.size() <= inlineBytes ? whole(header, cipher, content) : null;
        String blob =
            inline == null
                ? blobs.stream(header, cipher, content)
                : HexFormat.of().formatHex(Blobs.sha256(inline));
        content.expect(slot, artifact);
        String commitment = HexFormat.of().formatHex(content.mac.doFinal());
        if (inline != null) {
          blobs.wait(blob, inline);
        }
        String name = unit.key().unit();
        SealedPayload payload =
            new SealedPayload(artifact.mediaType(), artifact.size(), commitment, blob, name);
        return unit.remember(artifact, new Unit.Sealed(payload, inline));
      }
    }
  }

  private static InputStream open(Artifact artifact) throws Blobs.SourceException {
    try {
      return artifact.open();
    } catch (IOException e) {
      throw new Blobs.SourceException(e);
    }
  }

  private static byte[] whole(byte[] header, Cipher cipher, InputStream content)
      throws IOException {
    try {
      byte[] sealed = cipher.doFinal(content.readAllBytes());
      byte[] blob = java.util.Arrays.copyOf(header, header.length + sealed.length);
      System.arraycopy(sealed, 0, blob, header.length, sealed.length);
      return blob;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt.", e);
    }
  }

  /** The artifact that a record's payload was sealed from. */
  Artifact open(SealedPayload payload, Unit unit) throws IOException {
    Digest digest = unit.digest(payload.blob());
    if (digest == null) {
      digest = Digest.of(plaintext(payload, unit));
      unit.remember(payload.blob(), digest);
    }
    return new Artifact(
        payload.mediaType(),
        payload.size(),
        digest,
        () -> new ByteArrayInputStream(plaintext(payload, unit)));
  }

  private byte[] plaintext(SealedPayload payload, Unit unit) throws IOException {
    try {
      byte[] plaintext = Seal.open(unit.key(), blobs.read(payload.blob()));
      if (!Seal.commit(unit.key(), plaintext).equals(payload.commitment())) {
        throw new IllegalArgumentException("is not what its record is committed to");
      }
      return plaintext;
    } catch (IllegalArgumentException e) {
      throw new IOException("The payload " + Seal.path(payload.blob()) + " " + e.getMessage(), e);
    }
  }

  /** Counts and digests what is read, never more than allowed. */
  private static final class Measured extends FilterInputStream {
    private final MessageDigest sha256 = Digest.sha256();
    private final Mac mac;
    private long size;

    Measured(InputStream in, Mac mac) {
      super(in);
      this.mac = mac;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(buffer, offset, length);
      } catch (IOException e) {
        throw new Blobs.SourceException(e);
      }
      if (read > 0) {
        size += read;
        sha256.update(buffer, offset, read);
        mac.update(buffer, offset, read);
      }
      if (size > MAX_PAYLOAD) {
        throw new Blobs.SourceException(new IOException("It never ends."));
      }
      return read;
    }

    void expect(String slot, Artifact artifact) {
      if (size != artifact.size() || !Digest.ofRaw(sha256.digest()).equals(artifact.digest())) {
        throw new IllegalArgumentException(
            "The content of the payload ("
                + slot
                + ") is not what its digest says. Maybe its file was changed after it was read.");
      }
    }
  }
}
