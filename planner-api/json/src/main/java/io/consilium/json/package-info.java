/**
 * The JSON form of the contract: the one place where records, plans and the shared vocabulary
 * become JSON and come back. Start at {@link io.consilium.json.Json}.
 *
 * <p>Canonical JSON follows RFC 8785. Every {@code long} (sequence numbers, nanoseconds, seeds,
 * sizes) is written as a string, since JSON numbers lose integers beyond 2^53. Sealed families
 * carry a {@code type} with an explicit name, never a class name.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.json;
