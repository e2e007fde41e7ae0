package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed note (C2SP signed-note).
 *
 * @param text what is signed, with its last newline
 * @param signatures who signed
 */
public record SignedNote(String text, List<Line> signatures) {
  static final String DASH = "\u2014 ";
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_BYTES = 1 << 20;

  /** One signature line. */
  public record Line(String name, int keyId, byte[] signature) {
    /** The written form, with its newline. */
    public String text() {
      byte[] bytes = ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
      return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
  }

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note; checks no signature.
   *
   * @throws IllegalArgumentException if the bytes are no note
   */
  public static SignedNote parse(byte[] bytes) {
    String note = utf8(bytes);
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
      throw malformed("text, an empty line, and signature lines");
    }
    List<Line> lines = new ArrayList<>();
    for (String line : note.substring(split + 2).lines().toList()) {
      lines.add(line(line));
    }
    if (lines.isEmpty() || lines.size() > MAX_SIGNATURES) {
      throw malformed("1 to " + MAX_SIGNATURES + " signatures");
    }
    return new SignedNote(note.substring(0, split + 1), lines);
  }

  private static String utf8(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw malformed("at most " + MAX_BYTES + " bytes");
    }
    return StrictText.of(bytes, "a signed note");
  }

  private static Line line(String line) {
    String[] parts = line.startsWith(DASH) ? line.substring(2).split(" ", -1) : new String[0];
    byte[] bytes = parts.length == 2 ? VerifierKey.base64(parts[1]) : new byte[0];
    if (bytes.length < 5 || !VerifierKey.goodName(parts[0])) {
      throw malformed("lines of a dash, a key name and a signature");
    }
    int id = ByteBuffer.wrap(bytes).getInt();
    return new Line(parts[0], id, Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  private static IllegalArgumentException malformed(String wanted) {
    return new IllegalArgumentException("Not a signed note: it needs " + wanted + ".");
  }

  /** True if the key signed it, and no line in the key's name and id is wrong. */
  public boolean signedBy(VerifierKey key) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    List<Line> own =
        signatures.stream()
            .filter(line -> line.name().equals(key.name()) && line.keyId() == key.id())
            .toList();
    return !own.isEmpty() && own.stream().allMatch(line -> key.verifies(message, line.signature()));
  }
}
