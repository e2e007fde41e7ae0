package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An Ed25519 key that a witness's cosignatures are checked with (C2SP tlog-cosignature, {@code
 * cosignature/v1}), written as {@code name+keyid+base64} with type 4. Immutable.
 */
public final class CosignerKey {
  static final byte COSIGNATURE = 4;

  private final VerifierKey key;
  private final int id;

  private CosignerKey(VerifierKey key) {
    this.key = key;
    this.id = VerifierKey.keyId(key.name(), COSIGNATURE, key.raw());
  }

  /** The key that cosigns where the other one signs: same name, same curve point. */
  public static CosignerKey of(VerifierKey key) {
    return new CosignerKey(key);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static CosignerKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    byte[] typed = parts.length == 3 ? VerifierKey.base64(parts[2]) : new byte[0];
    if (typed.length != 33 || typed[0] != COSIGNATURE) {
      throw new IllegalArgumentException(
          "Not a witness's key ("
              + text.strip()
              + "): it needs one line of the form name+keyid+base64 with signature type 4. Maybe"
              + " this is the key of a log.");
    }
    CosignerKey parsed =
        new CosignerKey(new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, 33)));
    if (!parsed.toString().equals(text.strip())) {
      throw new IllegalArgumentException(
          "The witness's key id (" + parts[1] + ") does not belong to name and key.");
    }
    return parsed;
  }

  /** The witness's name. */
  public String name() {
    return key.name();
  }

  /** The key id, eight hexadecimal digits in the written form. */
  public int id() {
    return id;
  }

  /**
   * What this key says of a checkpoint: its cosignature, the latest if it gave several.
   *
   * @return empty if it gave none
   * @throws IllegalArgumentException if a line in its name and id is wrong
   */
  public Optional<Cosignature> on(SignedNote note) {
    Optional<Cosignature> latest = Optional.empty();
    for (SignedNote.Line line : lines(note)) {
      Cosignature one =
          check(note.text(), line)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The cosignature of the witness (" + name() + ") is wrong."));
      if (latest.isEmpty() || one.seconds() > latest.get().seconds()) {
        latest = Optional.of(one);
      }
    }
    return latest;
  }

  /** The signature lines of this key, in their written form, that hold; others are left out. */
  public List<String> validLines(SignedNote note) {
    List<String> valid = new ArrayList<>();
    for (SignedNote.Line line : lines(note)) {
      check(note.text(), line).ifPresent(cosignature -> valid.add(cosignature.line()));
    }
    return List.copyOf(valid);
  }

  private List<SignedNote.Line> lines(SignedNote note) {
    return note.signatures().stream()
        .filter(line -> line.name().equals(name()) && line.keyId() == id)
        .toList();
  }

  private Optional<Cosignature> check(String text, SignedNote.Line line) {
    if (line.signature().length != Cosignature.BYTES) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(line.signature());
    long seconds = bytes.getLong();
    byte[] signature = new byte[bytes.remaining()];
    bytes.get(signature);
    boolean holds = seconds > 0 && key.verifies(Cosignature.message(text, seconds), signature);
    return holds ? Optional.of(new Cosignature(name(), id, seconds, signature)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CosignerKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    byte[] typed = ByteBuffer.allocate(33).put(COSIGNATURE).put(key.raw()).array();
    return name()
        + "+"
        + HexFormat.of().toHexDigits(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
