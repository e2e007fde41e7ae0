/**
 * When to stop: a {@link io.consilium.api.halting.HaltingPolicy} ends every H-cycle with one {@link
 * io.consilium.api.halting.HaltDecision}, in which every condition is listed with whether it held.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.halting;
