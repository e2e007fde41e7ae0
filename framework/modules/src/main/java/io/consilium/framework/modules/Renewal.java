package io.consilium.framework.modules;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A bundle's services made anew, by the same code with other settings, and not registered yet. Ends
 * with {@link #finish} or {@link #giveUp}. Used by one thread at a time.
 */
@ProviderType
public interface Renewal {

  /** How many services it has. */
  int services();

  /**
   * Registers the new services beside those before, which go on; the new ones warm up and get no
   * work.
   *
   * @throws IllegalStateException if the bundle has stopped meanwhile
   */
  void register();

  /** From now on the new ones get every call, and those before are retired. */
  void takeOver();

  /** Withdraws and closes those before; calls on them should have ended. */
  void finish();

  /** Withdraws and closes the new ones: those before go on as if nothing had been. */
  void giveUp();
}
