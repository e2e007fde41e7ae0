/**
 * Replaces the feed-forward part of a block by a sparse mixture: a router sends each token to one
 * or two of several networks, so that a layer holds more weights than it uses for a token
 * (interleaved routing). Begin at {@link io.consilium.framework.neural.mixture.MixtureFactory}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural.mixture;
