package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import io.consilium.api.verifier.VerifierDescriptor;
import java.util.List;
import java.util.Objects;

/**
 * A kind of plugin: its service type, and how to learn who it is.
 *
 * @param name as people read it
 * @param type service interface
 * @param describe reads the descriptor; runs on the guest's thread
 */
record Kind<S>(String name, Class<S> type, Describe<S> describe) {
  static final String EXPERT = "expert";
  static final String VERIFIER = "verifier";
  static final String PLANNER = "planner";
  static final String GATE = "gate";
  static final String HALTING = "halting policy";

  /** Calls at once of a guest that declares no bound. */
  private static final int UNDECLARED = 16;

  static final Kind<Expert> EXPERTS = new Kind<>(EXPERT, Expert.class, Kind::expert);
  static final Kind<Verifier> VERIFIERS = new Kind<>(VERIFIER, Verifier.class, Kind::verifier);
  static final Kind<Planner> PLANNERS = new Kind<>(PLANNER, Planner.class, Kind::planner);
  static final Kind<Gate> GATES = new Kind<>(GATE, Gate.class, gate -> named(gate.id()));
  static final Kind<HaltingPolicy> POLICIES =
      new Kind<>(HALTING, HaltingPolicy.class, policy -> named(policy.id()));
  static final List<Kind<?>> ALL = List.of(EXPERTS, VERIFIERS, PLANNERS, GATES, POLICIES);

  /** Reads what a service says of itself. */
  interface Describe<S> {
    Described of(S service) throws Exception;
  }

  /** What a service said of itself. */
  record Described(String id, Object descriptor, int concurrency) {
    Described {
      if (Objects.requireNonNull(id, "id").isBlank()) {
        throw new IllegalArgumentException("The plugin's id is blank.");
      }
    }
  }

  private static Described expert(Expert expert) {
    ExpertDescriptor descriptor = Objects.requireNonNull(expert.descriptor(), "descriptor");
    if (!Double.isFinite(descriptor.cost())) {
      throw new IllegalArgumentException(
          "the expert's cost must be finite (" + descriptor.cost() + ")");
    }
    return new Described(descriptor.id(), descriptor, descriptor.concurrency());
  }

  private static Described verifier(Verifier verifier) {
    VerifierDescriptor descriptor = Objects.requireNonNull(verifier.descriptor(), "descriptor");
    return new Described(descriptor.id(), descriptor, UNDECLARED);
  }

  private static Described planner(Planner planner) {
    PlannerDescriptor descriptor = Objects.requireNonNull(planner.descriptor(), "descriptor");
    return new Described(descriptor.id(), descriptor, UNDECLARED);
  }

  private static Described named(String id) {
    return new Described(id, id, UNDECLARED);
  }
}
