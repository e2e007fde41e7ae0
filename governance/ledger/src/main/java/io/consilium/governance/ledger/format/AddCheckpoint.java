package io.consilium.governance.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log asks of a witness (C2SP tlog-witness, {@code add-checkpoint}).
 *
 * @param oldSize size of the checkpoint that the witness is believed to hold; 0 for none
 * @param proof consistency proof (RFC 6962, section 2.1.2) from there, 32 bytes each
 * @param checkpoint the signed checkpoint, verbatim
 */
public record AddCheckpoint(long oldSize, List<byte[]> proof, String checkpoint) {
  /** A request is no larger. */
  public static final int MAX_BYTES = 64 << 10;

  /** The type of an answer that says which size the witness holds. */
  public static final String SIZE_TYPE = "text/x.tlog.size";

  private static final int MAX_HASHES = 63;
  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");

  public AddCheckpoint {
    proof = List.copyOf(proof);
  }

  /** The written form. */
  public byte[] bytes() {
    StringBuilder out = new StringBuilder("old ").append(oldSize).append('\n');
    proof.forEach(hash -> out.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return out.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the written form; checks neither proof nor signature.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static AddCheckpoint parse(byte[] bytes) {
    String text = StrictText.of(bytes, "an add-checkpoint request");
    int split = text.indexOf("\n\n");
    if (split < 0) {
      throw malformed("an empty line before the checkpoint");
    }
    List<String> lines = List.of(text.substring(0, split).split("\n", -1));
    if (!OLD.matcher(lines.get(0)).matches()) {
      throw malformed("a first line \"old <size>\"");
    }
    if (lines.size() > 1 + MAX_HASHES) {
      throw malformed("at most " + MAX_HASHES + " hashes");
    }
    List<byte[]> proof = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      byte[] hash = VerifierKey.base64(line);
      if (hash.length != Merkle.HASH) {
        throw malformed("hashes of 32 bytes in base64");
      }
      proof.add(hash);
    }
    long oldSize = Long.parseLong(lines.get(0).substring(4));
    return new AddCheckpoint(oldSize, proof, text.substring(split + 2));
  }

  private static IllegalArgumentException malformed(String wanted) {
    return new IllegalArgumentException("Not an add-checkpoint request: it needs " + wanted + ".");
  }
}
