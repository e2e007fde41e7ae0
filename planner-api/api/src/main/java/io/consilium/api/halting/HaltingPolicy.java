package io.consilium.api.halting;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ends every H-cycle with one decision: think again, or stop and how. A pure function of its
 * request, so that a decision can be replayed. Called from many threads at once.
 */
@ConsumerType
public interface HaltingPolicy {

  /** Unique among installed policies, such as {@code evidence}; constant over its life. */
  String id();

  /** Decides; never null. */
  HaltDecision decide(HaltingRequest request);
}
