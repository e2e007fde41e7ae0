package io.consilium.governance.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key that signs notes, written as {@code PRIVATE+KEY+name+keyid+base64}, the form of
 * golang.org/x/mod/sumdb/note.
 */
public final class SignerKey {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final VerifierKey verifier;
  private final byte[] seed;

  private SignerKey(VerifierKey verifier, byte[] seed) {
    this.verifier = verifier;
    this.seed = seed;
  }

  /** A fresh key. */
  public static SignerKey generate(String name) {
    return fromSeed(name, generated(null));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is none; the message holds nothing of the key
   */
  public static SignerKey parse(String text) {
    String line = text.strip();
    String[] parts = line.startsWith(PREFIX) ? line.substring(12).split("\\+", 3) : new String[0];
    byte[] key = parts.length == 3 ? VerifierKey.base64(parts[2]) : new byte[0];
    if (key.length != 33 || key[0] != VerifierKey.ED25519) {
      throw new IllegalArgumentException("Not a signing key.");
    }
    SignerKey parsed = fromSeed(parts[0], generated(Arrays.copyOfRange(key, 1, 33)));
    if (!HexFormat.of().toHexDigits(parsed.verifier.id()).equals(parts[1])) {
      throw new IllegalArgumentException("The signing key's id does not belong to name and key.");
    }
    return parsed;
  }

  private static SignerKey fromSeed(String name, KeyPair pair) {
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new SignerKey(new VerifierKey(name, raw), seed);
  }

  private static KeyPair generated(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      // The JDK has no other way from the private key to the public one.
      generator.initialize(255, seed == null ? new SecureRandom() : new Fixed(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks Ed25519.", e);
    }
  }

  /** The public side. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** A note over the text, which ends in a newline, signed by this key alone. */
  public String note(String text) {
    byte[] signature = sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] line =
        ByteBuffer.allocate(4 + signature.length).putInt(verifier.id()).put(signature).array();
    return text
        + "\n"
        + SignedNote.DASH
        + verifier.name()
        + " "
        + Base64.getEncoder().encodeToString(line)
        + "\n";
  }

  byte[] sign(byte[] message) {
    try {
      byte[] encoded = ByteBuffer.allocate(48).put(PKCS8).put(seed).array();
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature engine = Signature.getInstance("Ed25519");
      engine.initSign(key);
      engine.update(message);
      return engine.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java platform lacks Ed25519.", e);
    }
  }

  /** The written form: a secret. */
  public String secret() {
    byte[] typed = ByteBuffer.allocate(33).put(VerifierKey.ED25519).put(seed).array();
    return PREFIX
        + verifier.name()
        + "+"
        + HexFormat.of().toHexDigits(verifier.id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  @Override
  public String toString() {
    return "signing key of " + verifier.name();
  }

  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
