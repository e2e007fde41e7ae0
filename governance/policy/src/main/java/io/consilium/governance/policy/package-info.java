/**
 * Rules on what may be done, in YAML with CEL expressions: reads and checks them ({@link
 * io.consilium.governance.policy.RuleFiles}), asks them ({@link
 * io.consilium.governance.policy.RulePolicy}) and runs their tests ({@link
 * io.consilium.governance.policy.RuleTests}).
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package io.consilium.governance.policy;
