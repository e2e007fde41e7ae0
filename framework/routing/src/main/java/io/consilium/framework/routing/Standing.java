package io.consilium.framework.routing;

import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import java.util.Objects;
import java.util.Optional;

/**
 * An installed expert at the moment of a decision.
 *
 * @param descriptor what it says of itself
 * @param code whose code it is
 * @param calls under way or waiting for it
 * @param ready false while it warms up, or after its warm-up failed
 * @param barred why it may not be asked anything now, if it broke too much
 */
public record Standing(
    ExpertDescriptor descriptor, Code code, int calls, boolean ready, Optional<Veto> barred) {
  public Standing {
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(barred, "barred");
  }

  /** Calls over the calls it bears at once; above 1 when calls wait. */
  public double load() {
    return (double) calls / descriptor.concurrency();
  }
}
