package io.consilium.framework.engine.internal;

import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;
import java.util.List;
import java.util.Optional;

/** A policy that would go on for ever. */
final class NeverHalting implements HaltingPolicy {
  @Override
  public String id() {
    return "never";
  }

  @Override
  public HaltDecision decide(HaltingRequest request) {
    return new HaltDecision(HaltDecision.Action.CONTINUE, Optional.empty(), List.of());
  }
}
