package io.consilium.framework.engine.internal;

import io.consilium.api.policy.Policy;
import io.consilium.api.policy.PolicyPoint;
import io.consilium.api.policy.PolicyQuestion;
import io.consilium.api.policy.Ruling;
import java.util.function.Supplier;

/**
 * The way to policy. A host that never had any allows everything; one that had some and lost it
 * denies everything until it is back. Thread-safe.
 */
final class Policies {
  private static final String AWAY = "Policy cannot be asked: its service went away.";

  private final Supplier<Policy> service;
  private volatile boolean seen;

  /**
   * @param service gives null while there is none
   */
  Policies(Supplier<Policy> service) {
    this.service = service;
  }

  private Policy policy() {
    Policy policy = service.get();
    seen |= policy != null;
    return policy;
  }

  String revision() {
    Policy policy = policy();
    return policy == null ? "" : policy.revision();
  }

  boolean governs(PolicyPoint point) {
    Policy policy = policy();
    return policy == null ? seen : policy.governs(point);
  }

  Ruling ask(PolicyQuestion question) {
    Policy policy = policy();
    if (policy == null) {
      return seen
          ? Ruling.denied(question.point(), "", AWAY)
          : Ruling.allowed(question.point(), "");
    }
    try {
      return policy.ask(question);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Ruling.denied(question.point(), policy.revision(), "Policy broke: " + e);
    }
  }
}
