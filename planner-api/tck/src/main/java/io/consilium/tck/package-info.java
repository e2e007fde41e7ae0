/**
 * Conformance kits: numbered rules per contract, each mirrored by a test. Extend a kit in your
 * plugin's tests, and give it an instance and a valid assignment; see {@code ExpertTck}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.tck;
