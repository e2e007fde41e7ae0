package io.consilium.api.policy;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Rules on what may be done. The engine and the deployer ask at the fixed points of {@link
 * PolicyPoint} and put each ruling on record before they act on it.
 *
 * <p>Thread-safe. Never throws and never takes long: what cannot be evaluated is denied.
 */
@ProviderType
public interface Policy {

  /** Revision of the rules in force: SHA-256 over the rule files in hex; empty without rules. */
  String revision();

  /** Whether any rule is about a point. Where none is, everything is allowed without asking. */
  boolean governs(PolicyPoint point);

  /** The ruling on a question, by the rules in force now. */
  Ruling ask(PolicyQuestion question);
}
