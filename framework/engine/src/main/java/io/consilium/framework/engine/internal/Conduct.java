package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.task.Position;

/**
 * What one call says of its guest: it counts in the account, and the circuit hears how it ended.
 * Not what the host asks for its own sake, who it is and to warm up, nor what is replayed. Confined
 * to the call.
 */
final class Conduct {
  private final Guest<?> guest;
  private final boolean counts;
  private int pass = Circuit.NO_PASS;

  Conduct(Guest<?> guest, CallSpec spec) {
    this.guest = guest;
    this.counts = !ofTheHost(spec) && spec.nature() != CallSpec.Nature.REPLAYED;
  }

  static boolean ofTheHost(CallSpec spec) {
    return spec.position().equals(Position.HOST);
  }

  /** Notes that the call begins; false if the guest's circuit keeps it away. */
  boolean begins() {
    if (!counts) {
      return true;
    }
    pass = guest.circuit().enter();
    if (pass == Circuit.NO_PASS && guest.replaceable()) {
      return false;
    }
    guest.account().called();
    return true;
  }

  /** Notes how it ended. */
  void ends(How how, Object value) {
    if (!counts || guest.stage() == Guest.Stage.GONE) {
      return;
    }
    Circuit.End end = end(how, value);
    if (end == Circuit.End.FAULT) {
      guest.account().faulted();
    }
    guest.circuit().leave(pass, end);
    if (end == Circuit.End.FAULT && guest.replaceable() && !guest.circuit().admits()) {
      guest.turnAway();
    }
  }

  private static Circuit.End end(How how, Object value) {
    return switch (how) {
      case RETURNED -> {
        boolean broke = value instanceof State.Returned r && r.outcome() == Outcome.BROKE;
        yield broke ? Circuit.End.FAULT : Circuit.End.FINE;
      }
      case THREW, TIMED_OUT, ABANDONED -> Circuit.End.FAULT;
      case EXPIRED, CANCELLED, BARRED, GONE -> Circuit.End.NOTHING;
    };
  }
}
