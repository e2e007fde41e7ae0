package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Code;
import io.consilium.api.verifier.Verifier;
import java.util.Map;
import java.util.Optional;

/** Versions of a plugin that stand side by side in an engine. */
final class Versioned {
  private Versioned() {}

  /** Once it is ready. */
  static Guest<Expert> expert(Rig rig, Expert expert, String version, Part part) {
    return arrive(rig, Kind.EXPERTS, expert, version, part);
  }

  static Guest<Verifier> verifier(Rig rig, Verifier verifier, String version, Part part) {
    return arrive(rig, Kind.VERIFIERS, verifier, version, part);
  }

  private static <S> Guest<S> arrive(Rig rig, Kind<S> kind, S service, String version, Part part) {
    Guest<S> guest =
        new Arrivals(rig.engine().plugins(), rig.engine().host().guests())
            .arrive(
                kind,
                "b",
                id -> new Code(id, "b", version, "d" + version, Optional.empty(), Map.of()),
                Lease.of(service),
                part,
                met -> {});
    Asked.until(() -> guest.stage() != Guest.Stage.WARMING);
    return guest;
  }
}
