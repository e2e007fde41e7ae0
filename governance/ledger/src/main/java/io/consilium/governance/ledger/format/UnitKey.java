package io.consilium.governance.ledger.format;

import io.consilium.api.task.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Key and salt of one erasure unit: without them its payloads are lost for good and every proof
 * still holds. Immutable; a secret.
 */
public final class UnitKey {
  private static final int BYTES = 32;
  private static final String HEADER = "consilium-unit-key 1";

  /** A task's id, or a pseudonym with its number. */
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final String unit;
  private final byte[] key;
  private final byte[] salt;

  private UnitKey(String unit, byte[] key, byte[] salt) {
    this.unit = unit;
    this.key = key;
    this.salt = salt;
  }

  /** A fresh key and salt. */
  public static UnitKey generate(String unit, SecureRandom random) {
    byte[] key = new byte[BYTES];
    byte[] salt = new byte[BYTES];
    random.nextBytes(key);
    random.nextBytes(salt);
    return new UnitKey(unit, key, salt);
  }

  /**
   * The path of a unit's file, relative to the ledger's directory.
   *
   * @throws IllegalArgumentException if it is none: records of others may say anything
   */
  public static String path(String unit) {
    if (!UNIT.matcher(unit).matches()) {
      throw new IllegalArgumentException("names no erasure unit (" + unit + ")");
    }
    String shard = Digest.of(unit.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 2);
    return "keys/units/" + shard + "/" + unit + ".key";
  }

  /**
   * Reads a unit's file.
   *
   * @throws IllegalArgumentException if it is none; the message holds nothing of the key
   */
  public static UnitKey parse(String unit, byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    if (lines.size() == 4
        && lines.get(0).equals(HEADER)
        && lines.get(1).equals("unit " + unit)
        && lines.get(2).startsWith("key ")
        && lines.get(3).startsWith("salt ")) {
      byte[] key = VerifierKey.base64(lines.get(2).substring(4));
      byte[] salt = VerifierKey.base64(lines.get(3).substring(5));
      UnitKey parsed = new UnitKey(unit, key, salt);
      if (key.length == BYTES && salt.length == BYTES && parsed.file().equals(text)) {
        return parsed;
      }
    }
    throw new IllegalArgumentException(path(unit) + " is not the key file of its unit.");
  }

  /** True for a file that was written over: the unit is being erased. */
  public static boolean blank(byte[] file) {
    for (byte one : file) {
      if (one != 0) {
        return false;
      }
    }
    return file.length > 0;
  }

  /** The content of a unit's file. */
  public String file() {
    return HEADER
        + "\nunit "
        + unit
        + "\nkey "
        + Base64.getEncoder().encodeToString(key)
        + "\nsalt "
        + Base64.getEncoder().encodeToString(salt)
        + "\n";
  }

  public String unit() {
    return unit;
  }

  byte[] key() {
    return key;
  }

  byte[] salt() {
    return salt;
  }

  @Override
  public String toString() {
    return "key of unit " + unit;
  }
}
