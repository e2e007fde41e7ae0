/**
 * HRM and TRM as checkpoints declare them: what their tokens stand for, how large they are, and
 * their mixtures. Shared by who trains them and who asks them.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.framework.neural.token;
