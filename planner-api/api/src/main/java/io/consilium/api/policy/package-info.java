/** Where policy is asked ({@link io.consilium.api.policy.PolicyPoint}) and what it may answer. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.api.policy;
