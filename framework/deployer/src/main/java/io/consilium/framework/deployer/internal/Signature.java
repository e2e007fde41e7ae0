package io.consilium.framework.deployer.internal;

import java.util.Optional;

/**
 * What a jar's signature says.
 *
 * @param state which of the four
 * @param signer as it stands in records: subject and SHA-256 fingerprint of the certificate; empty
 *     unless the signature holds
 * @param fingerprint SHA-256 of the signer's certificate, in hex; empty unless the signature holds
 * @param trouble what is wrong with it, for a person; empty unless broken
 */
record Signature(
    State state, Optional<String> signer, Optional<String> fingerprint, String trouble) {
  /** The four cases. */
  enum State {
    UNSIGNED,
    /** The signature holds; its certificate is not on the trust list. */
    STRANGER,
    TRUSTED,
    /** There is a signature, and it does not cover what is in the jar. */
    BROKEN
  }

  static Signature unsigned() {
    return new Signature(State.UNSIGNED, Optional.empty(), Optional.empty(), "");
  }

  static Signature broken(String trouble) {
    return new Signature(State.BROKEN, Optional.empty(), Optional.empty(), trouble);
  }
}
