package io.consilium.framework.routing;

import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Code;
import java.util.Objects;

/**
 * An installed expert at the moment of a decision.
 *
 * @param descriptor what it says of itself
 * @param code whose code it is
 * @param calls under way or waiting for it
 * @param ready false while it warms up, or after its warm-up failed
 * @param quarantined true if every slot it has is held by a call that never came back
 */
public record Standing(
    ExpertDescriptor descriptor, Code code, int calls, boolean ready, boolean quarantined) {
  public Standing {
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(code, "code");
  }

  /** Calls over the calls it bears at once; above 1 when calls wait. */
  public double load() {
    return (double) calls / descriptor.concurrency();
  }
}
