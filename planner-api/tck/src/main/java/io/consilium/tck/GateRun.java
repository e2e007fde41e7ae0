package io.consilium.tck;

import io.consilium.api.routing.Gate;

/** The rules for gates, on one that is there already. */
final class GateRun extends GateTck {
  private final Gate gate = (Gate) Conformance.Subject.current().plugin();

  @Override
  protected Gate gate() {
    return gate;
  }
}
