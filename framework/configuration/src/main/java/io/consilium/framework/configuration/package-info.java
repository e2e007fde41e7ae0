/**
 * What operators set for plugins, and how it stands. {@link
 * io.consilium.framework.configuration.Configurations} is published as a service.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.configuration;
