/**
 * The shared vocabulary: what experts and verifiers say to one another. Each top-level record has a
 * published, versioned JSON Schema (in the bundle {@code io.consilium.json}) and the media type
 * {@code application/vnd.consilium.<name>+json}, see {@link io.consilium.api.data.Vocabulary}.
 *
 * <p>Numbers are IEEE doubles, pixels count from the top left corner, dates are ISO 8601.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.data;
