/**
 * Experts and verifiers that live in a child process or behind an HTTP endpoint, in any language.
 * {@link io.consilium.framework.bridge.Message} is the protocol, for both of its sides; {@link
 * io.consilium.framework.bridge.BridgedPlugin} is the host's side whole: it starts, supervises and
 * ends the guest, and offers its experts and verifiers as if they were Java in this process.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.bridge;
