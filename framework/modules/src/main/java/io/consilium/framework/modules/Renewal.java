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
   * Registers the new services beside those before, which go on.
   *
   * @throws IllegalStateException if the bundle has stopped meanwhile
   */
  void register();

  /** Retires those before: from now on the new ones get every call. */
  void takeOver();

  /** Withdraws and closes those before; calls on them should have ended. */
  void finish();

  /** Withdraws and closes the new ones: those before go on as if nothing had been. */
  void giveUp();
}
