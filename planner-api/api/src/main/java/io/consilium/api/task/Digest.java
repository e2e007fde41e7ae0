package io.consilium.api.task;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4) as 64 lower-case hexadecimal digits.
 *
 * <p>The digest of a payload identifies it inside the host only: it never stands in a record or a
 * file name, since short or guessable content could be found from it.
 */
public record Digest(String hex) {
  private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{64}");

  public Digest {
    if (!SYNTAX.matcher(hex).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 digest in lower-case hex (" + hex + ").");
    }
  }

  /** The digest of the given bytes. */
  public static Digest of(byte[] bytes) {
    return ofRaw(sha256().digest(bytes));
  }

  /** The digest whose 32 raw bytes are given. */
  public static Digest ofRaw(byte[] raw) {
    return new Digest(HexFormat.of().formatHex(raw));
  }

  /** A fresh SHA-256 engine; every Java platform has one. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform lacks SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
