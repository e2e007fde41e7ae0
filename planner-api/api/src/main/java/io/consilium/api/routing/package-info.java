/**
 * Who is asked: a {@link io.consilium.api.routing.Gate} sees the scored {@link
 * io.consilium.api.routing.Candidate}s for one subgoal and returns a {@link
 * io.consilium.api.routing.RoutingDecision}. It never calls an expert and never sees a payload.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.routing;
