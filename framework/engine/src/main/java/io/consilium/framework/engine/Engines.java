package io.consilium.framework.engine;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.planner.Planner;
import io.consilium.api.policy.Policy;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import io.consilium.framework.engine.internal.LocalEngines;
import java.util.List;

/** Engines over plugins at hand, without OSGi: for tests, benchmarks and embedding. */
public final class Engines {
  private Engines() {}

  /**
   * An engine over the given plugins. Reads their descriptors before it returns; warms experts up
   * meanwhile. If it is {@link AutoCloseable}, closing cancels what runs.
   */
  public static Engine local(
      Ledger ledger,
      List<? extends Expert> experts,
      List<? extends Verifier> verifiers,
      List<? extends Planner> planners,
      List<? extends Gate> gates,
      List<? extends HaltingPolicy> policies) {
    return LocalEngines.create(ledger, experts, verifiers, planners, gates, policies, null);
  }

  /** As above, under rules on what may be done. */
  public static Engine local(
      Ledger ledger,
      List<? extends Expert> experts,
      List<? extends Verifier> verifiers,
      List<? extends Planner> planners,
      List<? extends Gate> gates,
      List<? extends HaltingPolicy> policies,
      Policy rules) {
    return LocalEngines.create(ledger, experts, verifiers, planners, gates, policies, rules);
  }
}
