package io.consilium.framework.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Brings jars from the plugin directories into the running host and out of it. Thread-safe. */
@ProviderType
public interface Deployer {
  /** Every jar seen, in the order of file names: the deployed ones and the refused ones. */
  List<Plugin> plugins();

  /** Completes once every jar that was there at the start is deployed or refused. */
  CompletionStage<Void> settled();

  /**
   * Ends a trial for the candidate: it takes over, and the version before is drained. Returns when
   * that is on record and in the plugin directory; the host follows at its next look.
   *
   * @param name symbolic name
   * @throws IllegalArgumentException if nothing is tried of it; the message is for a person
   */
  Turn promote(String name);

  /**
   * Ends a trial for the version that serves; where nothing is tried, puts an earlier version back,
   * from the store if need be. The newer jar is set aside, not deleted. Returns as {@link
   * #promote}.
   *
   * @param name symbolic name
   * @param to a version, or the first 12 digits or more of its SHA-256; empty for the one before
   * @throws IllegalArgumentException if there is none; the message is for a person
   */
  Turn rollBack(String name, Optional<String> to);

  /** What is known of the versions of a plugin; empty if nothing is. */
  Optional<Inspection> inspect(String name);

  /**
   * Who serves from now on.
   *
   * @param bundle symbolic name
   */
  record Turn(String bundle, String version, String digest) {}

  /**
   * A jar and what became of it.
   *
   * @param file where it was found
   * @param bundle symbolic name; empty if it has none
   * @param version bundle version; empty if it has none
   * @param digest SHA-256 of its bytes, in hex; empty while the file is not stable
   * @param state what became of it
   * @param role what it is used for
   * @param share of the tasks, of a canary: 0 to 1; else 0
   * @param message why, for a person; empty if all is well
   */
  record Plugin(
      Path file,
      String bundle,
      String version,
      String digest,
      State state,
      Role role,
      double share,
      String message) {}

  /** What became of a jar. */
  enum State {
    /** Its bundle runs. */
    ACTIVE,
    /** It is being brought in, or waits for its turn. */
    COMING,
    /** Another jar of the same symbolic name is preferred. */
    SHADOWED,
    /** It cannot be deployed, or was tried and failed. */
    REFUSED
  }

  /** What a version is used for. */
  enum Role {
    /** Nothing. */
    NONE,
    /** It serves. */
    PRIMARY,
    /** It is tried beside the one that serves, and gets a share of the tasks. */
    CANARY,
    /** It is asked beside the one that serves, and what it gives is never used. */
    SHADOW
  }
}
