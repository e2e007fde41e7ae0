package io.consilium.governance.ledger.format;

import io.consilium.api.task.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An Ed25519 key that signed notes are checked with (C2SP signed-note), written as {@code
 * name+keyid+base64}.
 */
public final class VerifierKey {
  static final byte ED25519 = 1;
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] raw;
  private final int id;
  private final PublicKey key;

  /**
   * A key by its raw form.
   *
   * @param name the key's name, usually the log's origin
   * @param raw 32 bytes (RFC 8032)
   */
  public VerifierKey(String name, byte[] raw) {
    if (!goodName(name) || raw.length != 32) {
      throw new IllegalArgumentException(
          "A key needs a name without spaces and plus signs and 32 bytes (" + name + ").");
    }
    this.name = name;
    this.raw = raw.clone();
    this.id = keyId(name, ED25519, raw);
    try {
      byte[] encoded = ByteBuffer.allocate(44).put(SPKI).put(raw).array();
      this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an Ed25519 key (" + name + ").", e);
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    byte[] key = parts.length == 3 ? base64(parts[2]) : new byte[0];
    if (key.length != 33 || key[0] != ED25519) {
      throw new IllegalArgumentException(
          "Not a verifier key. Maybe give one line of the form name+keyid+base64.");
    }
    VerifierKey parsed = new VerifierKey(parts[0], Arrays.copyOfRange(key, 1, 33));
    if (!parsed.toString().equals(text.strip())) {
      throw new IllegalArgumentException(
          "The verifier key's id (" + parts[1] + ") does not belong to name and key.");
    }
    return parsed;
  }

  static boolean goodName(String name) {
    return !name.isEmpty()
        && name.indexOf('+') < 0
        && name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
        && name.chars().noneMatch(c -> c < 0x20);
  }

  static int keyId(String name, byte type, byte[] raw) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
    sha256.update(type);
    return ByteBuffer.wrap(sha256.digest(raw)).getInt();
  }

  static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  public String name() {
    return name;
  }

  byte[] raw() {
    return raw.clone();
  }

  /** The key id, eight hexadecimal digits in the written form. */
  public int id() {
    return id;
  }

  /** True if this key signed the bytes. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initVerify(key);
      engine.update(message);
      return engine.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, id);
  }

  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(33).put(ED25519).put(raw).array();
    return name
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
