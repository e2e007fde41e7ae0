/**
 * Pipelines: what an integrator declares in one YAML file. {@link
 * io.consilium.framework.pipeline.Pipeline} is the value; it is read from a file by {@code
 * PipelineFile}, which checks it against the published JSON Schema first.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.pipeline;
