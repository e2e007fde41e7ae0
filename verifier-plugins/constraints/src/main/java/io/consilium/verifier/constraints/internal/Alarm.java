package io.consilium.verifier.constraints.internal;

import io.consilium.api.host.CallContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a search that it is to stop: the call was cancelled, or its time is nearly up. */
final class Alarm {
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final CallContext context;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  Alarm(CallContext context) {
    this.context = context;
    context.onCancel(() -> cancelled.set(true));
  }

  boolean rings() {
    return cancelled.get() || context.remaining().compareTo(MARGIN) <= 0;
  }
}
