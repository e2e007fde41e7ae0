/**
 * What was deployed from the plugin directories. {@link io.consilium.framework.deployer.Deployer}
 * is published as a service.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.framework.deployer;
