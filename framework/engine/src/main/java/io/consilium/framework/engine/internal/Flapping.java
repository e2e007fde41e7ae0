package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * Has bundles kept out whose services come and go without end, once on record when it begins and
 * once when it ends. Who leaves since his bundle stops, or since he was taken out before, does not
 * count. Thread-safe.
 */
final class Flapping {
  private final Guests guests;
  private final BundleCodes codes;
  private final RevolvingDoor door;
  private volatile boolean closed;

  Flapping(Guests guests, BundleCodes codes, LongSupplier nanoTime) {
    this.guests = guests;
    this.codes = codes;
    this.door = new RevolvingDoor(nanoTime);
  }

  /** As {@link RevolvingDoor#turnsAway}. */
  boolean turnsAway(Bundle bundle, Object who, Runnable in) {
    return door.turnsAway(bundle.getBundleId(), who, in);
  }

  /**
   * A service leaves.
   *
   * @param who as he came
   * @param expected whether he was taken out before
   */
  void left(Bundle bundle, Object who, boolean expected) {
    boolean waited = door.waited(bundle.getBundleId(), who);
    if (waited || expected || closed || bundle.getState() != Bundle.ACTIVE) {
      return;
    }
    ServiceReference<?>[] standing = bundle.getRegisteredServices();
    int lately = door.left(bundle.getBundleId(), standing == null ? 0 : standing.length);
    if (lately > 0) {
      Code code = codes.code(bundle.getSymbolicName(), bundle, Optional.empty());
      String cause =
          "comes and goes: "
              + lately
              + " services left within "
              + RevolvingDoor.WINDOW.toSeconds()
              + " s";
      guests.tell(code, new Circuit.Change(true, cause));
      look(bundle, code);
    }
  }

  private void look(Bundle bundle, Code code) {
    if (bundle.getState() == Bundle.UNINSTALLED) {
      door.forget(bundle.getBundleId());
      return;
    }
    long wait = door.look(bundle.getBundleId());
    if (wait > 0) {
      guests.after(wait, () -> look(bundle, code));
    } else {
      guests.tell(code, new Circuit.Change(false, "calm"));
    }
  }

  void forget(long bundle) {
    door.forget(bundle);
  }

  /** What leaves from now on leaves since the engine does. */
  void close() {
    closed = true;
  }
}
