package io.consilium.framework.deployer;

import java.nio.file.Path;
import java.util.List;
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
   * A jar and what became of it.
   *
   * @param file where it was found
   * @param bundle symbolic name; empty if it has none
   * @param version bundle version; empty if it has none
   * @param digest SHA-256 of its bytes, in hex; empty while the file is not stable
   * @param state what became of it
   * @param message why, for a person; empty if all is well
   */
  record Plugin(
      Path file, String bundle, String version, String digest, State state, String message) {}

  /** What became of a jar. */
  enum State {
    /** Its bundle runs. */
    ACTIVE,
    /** Another jar of the same symbolic name is preferred. */
    SHADOWED,
    /** It cannot be deployed, or was tried and failed. */
    REFUSED
  }
}
