/**
 * Who solves. An {@link io.consilium.api.expert.Expert} declares what it can do ({@link
 * io.consilium.api.expert.Capability}) and what it does to the world ({@link
 * io.consilium.api.expert.Effect}), and turns one {@link io.consilium.api.expert.Assignment} into
 * one {@link io.consilium.api.expert.ExpertOutcome}.
 *
 * <p>To add one: implement {@code Expert}, bind it in a Guice module named in the bundle's {@code
 * Consilium-Module} header, run the conformance kit, drop the jar into {@code plugins/}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.expert;
