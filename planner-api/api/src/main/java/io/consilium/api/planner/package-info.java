/**
 * Who decides what is to be done: a {@link io.consilium.api.planner.Planner} reads the {@link
 * io.consilium.api.planner.Carry} at the start of every H-cycle and returns a revised {@link
 * io.consilium.api.planner.Plan}, a directed acyclic graph of {@link
 * io.consilium.api.planner.Subgoal}s.
 *
 * <p>To add one: implement {@code Planner}, bind it in a Guice module named in the bundle's {@code
 * Consilium-Module} header, name its id in a pipeline's {@code planner}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.api.planner;
