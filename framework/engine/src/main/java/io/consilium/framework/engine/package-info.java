/**
 * The loop. {@link io.consilium.framework.engine.Engine} takes tasks; each runs as H-cycles of
 * L-steps over a carry that equals the fold of its records.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.framework.engine;
