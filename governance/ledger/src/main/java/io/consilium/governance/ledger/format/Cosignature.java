package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A witness's statement that at a time the checkpoint was the largest it had seen of the log, and
 * consistent with all before (C2SP tlog-cosignature, Ed25519). Immutable.
 */
public final class Cosignature {
  /** Timestamp and Ed25519 signature. */
  static final int BYTES = 8 + 64;

  private final String name;
  private final int keyId;
  private final long seconds;
  private final byte[] signature;

  Cosignature(String name, int keyId, long seconds, byte[] signature) {
    this.name = name;
    this.keyId = keyId;
    this.seconds = seconds;
    this.signature = signature.clone();
  }

  /**
   * Cosigns.
   *
   * @param text the checkpoint's text, extension lines included, without signatures
   * @param seconds when, since the epoch; more than 0
   */
  public static Cosignature sign(SignerKey key, String text, long seconds) {
    if (seconds <= 0) {
      throw new IllegalArgumentException("A cosignature needs a time (" + seconds + ").");
    }
    int id = CosignerKey.of(key.verifier()).id();
    return new Cosignature(key.verifier().name(), id, seconds, key.sign(message(text, seconds)));
  }

  static byte[] message(String text, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }

  /** Whose it is. */
  public String name() {
    return name;
  }

  /** When, in seconds since the epoch. */
  public long seconds() {
    return seconds;
  }

  /** When. */
  public Instant time() {
    return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
  }

  /** The signature line of a note, with its newline. */
  public String line() {
    byte[] timestamped = ByteBuffer.allocate(BYTES).putLong(seconds).put(signature).array();
    return new SignedNote.Line(name, keyId, timestamped).text();
  }
}
