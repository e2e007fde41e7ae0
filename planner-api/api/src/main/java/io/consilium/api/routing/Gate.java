package io.consilium.api.routing;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who works on a subgoal. Sees scores, never payloads; calls nobody; is a pure function of
 * its request, so that a decision can be replayed. Called from many threads at once.
 */
@ConsumerType
public interface Gate {

  /** Unique among installed gates, such as {@code top-1}; constant over its life. */
  String id();

  /** Decides; never null. Names only eligible candidates of the request. */
  RoutingDecision route(RoutingRequest request);
}
