package io.consilium.governance.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proof that one entry is in a log (C2SP tlog-proof). The extra data holds the entry itself, so
 * that the proof can be checked with nothing but the log's key.
 *
 * @param index the entry's place
 * @param path inclusion proof, from the leaf's sibling up
 * @param checkpoint the signed checkpoint, verbatim
 * @param extra the entry's bytes, if given
 */
public record TlogProof(long index, List<byte[]> path, String checkpoint, Optional<byte[]> extra) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");

  public TlogProof {
    path = List.copyOf(path);
  }

  /** The written form. */
  public String text() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(data -> out.append("extra ").append(base64(data)).append('\n'));
    out.append("index ").append(index).append('\n');
    path.forEach(hash -> out.append(base64(hash)).append('\n'));
    return out.append('\n').append(checkpoint).toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Reads the written form; checks neither path nor signature.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TlogProof parse(byte[] bytes) {
    String text = StrictText.of(bytes, "a tlog proof");
    int split = text.indexOf("\n\n");
    if (split < 0) {
      throw malformed("an empty line before the checkpoint");
    }
    List<String> lines = List.of(text.substring(0, split).split("\n", -1));
    int at = 1;
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw malformed("\"" + HEADER + "\" in its first line");
    }
    Optional<byte[]> extra = Optional.empty();
    if (at < lines.size() && lines.get(at).startsWith("extra ")) {
      extra = Optional.of(decode(lines.get(at++).substring(6)));
    }
    if (at >= lines.size() || !INDEX.matcher(lines.get(at)).matches()) {
      throw malformed("a line \"index <number>\"");
    }
    long index = Long.parseLong(lines.get(at++).substring(6));
    List<byte[]> path = new ArrayList<>();
    for (String line : lines.subList(at, lines.size())) {
      byte[] hash = decode(line);
      if (hash.length != Merkle.HASH) {
        throw malformed("hashes of 32 bytes");
      }
      path.add(hash);
    }
    return new TlogProof(index, path, text.substring(split + 2), extra);
  }

  private static byte[] decode(String text) {
    byte[] bytes = VerifierKey.base64(text);
    if (bytes.length == 0 && !text.isEmpty()) {
      throw malformed("base64 as RFC 4648 writes it");
    }
    return bytes;
  }

  private static IllegalArgumentException malformed(String wanted) {
    return new IllegalArgumentException("Not a tlog proof: it needs " + wanted + ".");
  }

  /**
   * Checks the proof.
   *
   * @param entry the entry's bytes
   * @return the checkpoint that covers it
   * @throws IllegalArgumentException if anything does not fit; the message says what
   */
  public Checkpoint check(byte[] entry, VerifierKey key) {
    Checkpoint signed = Checkpoint.open(checkpoint.getBytes(StandardCharsets.UTF_8), key);
    if (!ProofCheck.included(index, signed.size(), Merkle.leaf(entry), path, signed.root())) {
      throw new IllegalArgumentException(
          "The path does not lead from this entry at "
              + index
              + " to the root of the checkpoint at "
              + signed.size()
              + ".");
    }
    return signed;
  }
}
