/**
 * What the extender has published. A bundle whose manifest names Guice modules in {@code
 * Consilium-Module} needs no OSGi code: every element of {@code Set<Expert>}, {@code
 * Set<Verifier>}, {@code Set<Planner>}, {@code Set<Gate>} and {@code Set<HaltingPolicy>} bound
 * there becomes a service of that bundle.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.framework.modules;
