package io.consilium.tck;

import io.consilium.api.halting.HaltingPolicy;

/** The rules for halting policies, on one that is there already. */
final class HaltingRun extends HaltingPolicyTck {
  private final HaltingPolicy policy = (HaltingPolicy) Conformance.Subject.current().plugin();

  @Override
  protected HaltingPolicy policy() {
    return policy;
  }
}
