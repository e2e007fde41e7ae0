/**
 * The ledger in a directory: open one with {@link io.consilium.governance.ledger.FileLedger}. In
 * OSGi the bundle publishes it as {@link io.consilium.api.ledger.Ledger}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.governance.ledger;
