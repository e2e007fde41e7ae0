package io.consilium.governance.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How a log came from one signing key to the next: a checkpoint that both signed, in a file of its
 * own. Two lines with the verifier keys, an empty line, then the signed note.
 *
 * @param from the key before
 * @param to the key after
 * @param note the checkpoint, verbatim; it covers the record that names the new key
 */
public record Rotation(VerifierKey from, VerifierKey to, String note) {

  /** The path of the file that leads to a key, relative to the ledger's directory. */
  public static String path(VerifierKey to) {
    return "rotations/" + HexFormat.of().toHexDigits(to.id());
  }

  /**
   * Reads the written form; checks no signature.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Rotation parse(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    String[] parts = text.split("\n", 4);
    if (parts.length != 4 || !parts[2].isEmpty()) {
      throw new IllegalArgumentException(
          "Not a key rotation: it needs two keys, an empty line and a signed checkpoint.");
    }
    return new Rotation(VerifierKey.parse(parts[0]), VerifierKey.parse(parts[1]), parts[3]);
  }

  /** The written form. */
  public String text() {
    return from + "\n" + to + "\n\n" + note;
  }

  /**
   * Checks both signatures.
   *
   * @return the checkpoint
   * @throws IllegalArgumentException if one does not fit
   */
  public Checkpoint check() {
    byte[] bytes = note.getBytes(StandardCharsets.UTF_8);
    Checkpoint.open(bytes, to);
    return Checkpoint.open(bytes, from);
  }
}
