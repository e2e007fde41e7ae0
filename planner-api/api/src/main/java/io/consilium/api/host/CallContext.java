package io.consilium.api.host;

import io.consilium.api.task.Position;
import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a plugin knows about the call it is in. Valid until the call returns; keep no reference.
 *
 * <p>All methods may be called from any thread that works for the call.
 */
@ProviderType
public interface CallContext {

  /** Where in which task this call happens. */
  Position position();

  /** When the host stops waiting. What returns later is thrown away. */
  Instant deadline();

  /** Time left, never negative. */
  Duration remaining();

  /** True once the caller has given up; the call should return as soon as it can. */
  boolean cancelled();

  /**
   * Registers what to do when the call is cancelled or runs out of time, such as stopping native
   * code that ignores interrupts. Runs at once if that has happened already; on another thread.
   */
  void onCancel(Runnable action);

  /** Seed of every random choice in this call: equal inputs and seed give equal outcomes. */
  long seed();

  /** How many threads the call may keep busy, at least 1. */
  int threads();

  /** Reads and makes artifacts. */
  Artifacts artifacts();

  /** Tells a person what is going on; a lossy stream for progress displays, never a record. */
  void progress(String message);
}
