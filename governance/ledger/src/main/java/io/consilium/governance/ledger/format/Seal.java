package io.consilium.governance.ledger.format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Payloads under the key of an erasure unit. A blob is one byte of version (1), a random nonce of
 * 12 bytes, and AES-256-GCM ciphertext with its tag of 16 bytes; the unit's name is authenticated
 * with it. A commitment is HMAC-SHA-256 of the plaintext under the unit's salt. Pure and
 * thread-safe.
 */
public final class Seal {
  /** Bytes before the ciphertext. */
  public static final int HEADER = 13;

  private static final Pattern BLOB = Pattern.compile("[0-9a-f]{64}");
  private static final byte VERSION = 1;
  private static final int TAG_BITS = 128;

  private Seal() {}

  /** The first bytes of a fresh blob. */
  public static byte[] header(SecureRandom random) {
    byte[] header = new byte[HEADER];
    random.nextBytes(header);
    header[0] = VERSION;
    return header;
  }

  /** An engine that encrypts what follows the header. */
  public static Cipher encryption(UnitKey unit, byte[] header) {
    return cipher(Cipher.ENCRYPT_MODE, unit, header);
  }

  /** An engine for the commitment. */
  public static Mac commitment(UnitKey unit) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(unit.salt(), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks HMAC-SHA-256.", e);
    }
  }

  /** The commitment to a plaintext, in hex. */
  public static String commit(UnitKey unit, byte[] plaintext) {
    return HexFormat.of().formatHex(commitment(unit).doFinal(plaintext));
  }

  /**
   * Opens a blob.
   *
   * @throws IllegalArgumentException if it was not sealed under this unit's key, or was altered
   */
  public static byte[] open(UnitKey unit, byte[] blob) {
    if (blob.length < HEADER + TAG_BITS / 8 || blob[0] != VERSION) {
      throw new IllegalArgumentException("is not a sealed payload");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, unit, blob).doFinal(blob, HEADER, blob.length - HEADER);
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("does not open with the key of unit " + unit.unit(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks AES-256-GCM.", e);
    }
  }

  /**
   * The path of a blob, relative to the ledger's directory.
   *
   * @throws IllegalArgumentException if it is none: records of others may say anything
   */
  public static String path(String blob) {
    if (!BLOB.matcher(blob).matches()) {
      throw new IllegalArgumentException("names no payload (" + blob + ")");
    }
    return "blobs/" + blob.substring(0, 2) + "/" + blob;
  }

  private static Cipher cipher(int mode, UnitKey unit, byte[] header) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, header, 1, HEADER - 1);
      cipher.init(mode, new SecretKeySpec(unit.key(), "AES"), nonce);
      cipher.updateAAD(unit.unit().getBytes(StandardCharsets.UTF_8));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks AES-256-GCM.", e);
    }
  }
}
