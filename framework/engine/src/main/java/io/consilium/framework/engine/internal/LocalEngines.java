package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.ledger.Ledger;
import io.consilium.api.planner.Planner;
import io.consilium.api.policy.Policy;
import io.consilium.api.routing.Gate;
import io.consilium.api.verifier.Verifier;
import java.util.List;

/** Puts an engine together from objects at hand, without the OSGi framework. */
public final class LocalEngines {
  private LocalEngines() {}

  /**
   * @param rules on what may be done; null for none
   */
  public static DefaultEngine create(
      Ledger ledger,
      List<? extends Expert> experts,
      List<? extends Verifier> verifiers,
      List<? extends Planner> planners,
      List<? extends Gate> gates,
      List<? extends HaltingPolicy> policies,
      Policy rules) {
    return create(ledger, experts, verifiers, planners, gates, policies, rules, Limits.DEFAULT);
  }

  static DefaultEngine create(
      Ledger ledger,
      List<? extends Expert> experts,
      List<? extends Verifier> verifiers,
      List<? extends Planner> planners,
      List<? extends Gate> gates,
      List<? extends HaltingPolicy> policies,
      Policy rules,
      Limits limits) {
    Plugins plugins = new Plugins();
    Guests guests = new Guests(limits);
    Arrivals arrivals = new Arrivals(plugins, guests);
    arrive(arrivals, Kind.EXPERTS, experts);
    arrive(arrivals, Kind.VERIFIERS, verifiers);
    arrive(arrivals, Kind.PLANNERS, planners);
    arrive(arrivals, Kind.GATES, gates);
    arrive(arrivals, Kind.POLICIES, policies);
    return new DefaultEngine(
        ledger,
        plugins,
        guests,
        new Policies(() -> rules),
        Codes.of(Halting.ENGINE, DefaultEngine.class),
        guests::close);
  }

  private static <S> void arrive(Arrivals arrivals, Kind<S> kind, List<? extends S> services) {
    for (S service : services) {
      arrivals.arrive(
          kind,
          service.getClass().getName(),
          id -> Codes.of(id, service.getClass()),
          Lease.of(service));
    }
  }
}
