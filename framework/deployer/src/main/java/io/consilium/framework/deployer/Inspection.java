package io.consilium.framework.deployer;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the versions of one plugin.
 *
 * @param bundle symbolic name
 * @param versions the jars that are there, then the ones that served and are not
 * @param trial how the one that is tried compares; empty if none is
 */
public record Inspection(String bundle, List<Version> versions, Optional<Trial> trial) {
  public Inspection {
    versions = List.copyOf(versions);
  }

  /**
   * One version.
   *
   * @param digest SHA-256 of its bytes, in hex
   * @param signer who signed it, as far as it was looked at
   * @param claims what its manifest says that its plugins are and do, in words, as far as it was
   *     looked at
   * @param offers what its services said of themselves when they came, in words; empty for one that
   *     does not run
   * @param state as of {@link Deployer.Plugin}, as role, share and message are; empty for one that
   *     served and has no jar any more
   * @param stored whether its bytes are in the store, and so can come back
   * @param file where its jar is; empty if it has none
   * @param served when it began to serve last; empty if it never did
   */
  public record Version(
      String version,
      String digest,
      Optional<String> signer,
      List<String> claims,
      List<String> offers,
      Optional<Deployer.State> state,
      Deployer.Role role,
      double share,
      boolean stored,
      String file,
      String served,
      String message) {
    public Version {
      claims = List.copyOf(claims);
      offers = List.copyOf(offers);
    }
  }

  /**
   * A comparison under way.
   *
   * @param waits what the rule waits for, for a person
   */
  public record Trial(Score serving, Score candidate, String waits) {}

  /**
   * How verifiers judged a version: counts, and where its rate of acceptance lies (Wilson's
   * interval at the trial's confidence).
   */
  public record Score(
      String digest, long accepted, long rejected, long faults, double lower, double upper) {}
}
