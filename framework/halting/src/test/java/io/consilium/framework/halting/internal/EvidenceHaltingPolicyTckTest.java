package io.consilium.framework.halting.internal;

import io.consilium.api.halting.HaltingPolicy;
import io.consilium.tck.HaltingPolicyTck;

class EvidenceHaltingPolicyTckTest extends HaltingPolicyTck {
  @Override
  protected HaltingPolicy policy() {
    return new EvidenceHaltingPolicy();
  }
}
