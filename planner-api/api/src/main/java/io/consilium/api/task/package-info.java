/**
 * What is asked and what is answered: {@link io.consilium.api.task.Task}, its {@link
 * io.consilium.api.task.Artifact inputs}, its {@link io.consilium.api.task.Budget}, and the {@link
 * io.consilium.api.task.Answer}.
 *
 * <p>Everything here is an immutable value. Nothing here is implemented by a plugin; every other
 * package builds on this one, and this one on none.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.task;
