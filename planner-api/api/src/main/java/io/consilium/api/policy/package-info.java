/**
 * Where policy is asked ({@link io.consilium.api.policy.PolicyPoint}), with what ({@link
 * io.consilium.api.policy.PolicyQuestion}), and what it may answer ({@link
 * io.consilium.api.policy.Ruling}).
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.2.0")
package io.consilium.api.policy;
