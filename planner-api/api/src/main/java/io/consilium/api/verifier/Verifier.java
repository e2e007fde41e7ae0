package io.consilium.api.verifier;

import io.consilium.api.host.CallContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Checks one kind of claim. Has no side effects, is deterministic, keeps no state between calls,
 * and may be called from many threads at once.
 */
@ConsumerType
public interface Verifier {

  /** What this verifier says of itself; constant over its life. */
  VerifierDescriptor descriptor();

  /**
   * Judges a claim.
   *
   * @return never null
   * @throws Exception if the verifier is broken; recorded as {@link Verdict.Broke}
   */
  Verdict verify(Claim claim, CallContext context) throws Exception;
}
