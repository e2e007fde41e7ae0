/**
 * What a plugin may ask of the host: during a call the {@link io.consilium.api.host.CallContext}
 * with deadline, cancellation and seed, and {@link io.consilium.api.host.Artifacts} to read and
 * make artifacts; when it is made its {@link io.consilium.api.host.Settings}, with {@link
 * io.consilium.api.host.Secret}s in them.
 *
 * <p>Everything here is provided by the host and implemented by no plugin.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.api.host;
