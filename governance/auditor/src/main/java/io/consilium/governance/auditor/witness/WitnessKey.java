package io.consilium.governance.auditor.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.consilium.governance.ledger.format.CosignerKey;
import io.consilium.governance.ledger.format.SignerKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The witness's key and its state belong together: a key that lost its state does not know what it
 * cosigned, and could cosign another history.
 */
final class WitnessKey {

  private WitnessKey() {}

  /**
   * The key of a file; made on first use.
   *
   * @param name the name of a new key
   * @throws WitnessFailure if key and state are not of one witness
   */
  static SignerKey open(Path file, WitnessFiles state, String name) throws IOException {
    Path published = state.directory().resolve(WitnessFiles.PUBLIC);
    Optional<byte[]> secret = WitnessFiles.find(file);
    Optional<byte[]> known = WitnessFiles.find(published);
    if (secret.isEmpty()) {
      if (state.begun()) {
        throw new WitnessFailure(
            "The witness's key ("
                + file
                + ") is missing though checkpoints were cosigned from ("
                + state.directory()
                + "). Maybe name the right file, restore it, or begin anew with another directory.");
      }
      SignerKey fresh = SignerKey.generate(name);
      WitnessFiles.replace(published, line(fresh), false);
      WitnessFiles.replace(file, (fresh.secret() + "\n").getBytes(UTF_8), true);
      return fresh;
    }
    SignerKey key = parse(file, secret.get());
    if (known.isEmpty() || !java.util.Arrays.equals(known.get(), line(key))) {
      throw new WitnessFailure(
          "The state in ("
              + state.directory()
              + ") is not the one of the key ("
              + file
              + "), so that it is not known what that key cosigned. Maybe restore the state"
              + " directory, or begin anew with another key.");
    }
    return key;
  }

  private static SignerKey parse(Path file, byte[] secret) {
    try {
      return SignerKey.parse(new String(secret, UTF_8));
    } catch (IllegalArgumentException e) {
      throw new WitnessFailure("The key file (" + file + ") cannot be used: " + e.getMessage());
    }
  }

  private static byte[] line(SignerKey key) {
    return (CosignerKey.of(key.verifier()) + "\n").getBytes(UTF_8);
  }
}
