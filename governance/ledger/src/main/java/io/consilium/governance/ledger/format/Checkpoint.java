package io.consilium.governance.ledger.format;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A signed tree head (C2SP tlog-checkpoint). Immutable. */
public final class Checkpoint {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final String origin;
  private final long size;
  private final byte[] root;

  public Checkpoint(String origin, long size, byte[] root) {
    this.origin = Objects.requireNonNull(origin, "origin");
    this.size = size;
    this.root = root.clone();
  }

  /**
   * Reads the text of a checkpoint's note.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    byte[] root = lines.size() >= 3 ? VerifierKey.base64(lines.get(2)) : new byte[0];
    if (root.length != Merkle.HASH
        || !text.endsWith("\n")
        || lines.stream().anyMatch(String::isEmpty)
        || !NUMBER.matcher(lines.get(1)).matches()) {
      throw new IllegalArgumentException("Not a checkpoint: it needs origin, size and root.");
    }
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root);
  }

  /**
   * Reads a signed checkpoint and checks origin and signature.
   *
   * @throws IllegalArgumentException if anything is wrong with it
   */
  public static Checkpoint open(byte[] note, VerifierKey key) {
    SignedNote signed = SignedNote.parse(note);
    Checkpoint checkpoint = parse(signed.text());
    if (!checkpoint.origin.equals(key.name())) {
      throw new IllegalArgumentException(
          "The checkpoint is of another log ("
              + checkpoint.origin
              + ") than the key ("
              + key.name()
              + ").");
    }
    if (!signed.signedBy(key)) {
      throw new IllegalArgumentException(
          "The checkpoint's signature does not fit the key (" + key + ").");
    }
    return checkpoint;
  }

  public String origin() {
    return origin;
  }

  /** Entries in the tree. */
  public long size() {
    return size;
  }

  /** The root hash. */
  public byte[] root() {
    return root.clone();
  }

  /** The text to be signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return origin + " at " + size;
  }
}
