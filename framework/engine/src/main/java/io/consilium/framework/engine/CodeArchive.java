package io.consilium.framework.engine;

import io.consilium.api.ledger.Code;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The bytes of every plugin that ran, by digest. Thread-safe; published by the deployer. */
@ProviderType
public interface CodeArchive {

  /** Who signed the jar of this digest, as it stands in records; empty if nobody did. */
  Optional<String> signer(String digest);

  /**
   * Brings recorded code in beside whatever runs. Its services are published, and get no work from
   * the engine's own choice. Blocks while the code starts, and no longer than plugins may take.
   *
   * @param code bundle, version and digest as recorded
   * @throws Missing if those very bytes are not at hand, or do not start
   */
  Recalled recall(Code code) throws Missing;

  /** Whether a bundle runs for replays alone, however it makes its services. */
  boolean recalled(long osgiBundle);

  /** Recorded code that runs; closing takes it out again, and waits for that, but not for ever. */
  interface Recalled extends AutoCloseable {
    /** The bundle that it runs as, beside any other of the same bytes. */
    long osgiBundle();

    @Override
    void close();
  }

  /** Why code cannot be brought in, for a person. */
  final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    public Missing(String message) {
      super(message);
    }
  }
}
