package io.consilium.tck;

import static org.junit.jupiter.api.Assumptions.abort;

import io.consilium.api.planner.Planner;
import java.util.List;

/** The rules for planners, on one that is there already: those that need no state to plan for. */
final class PlannerRun extends PlannerTck {
  private final Planner planner = (Planner) Conformance.Subject.current().plugin();

  @Override
  protected Planner planner() {
    return planner;
  }

  @Override
  protected List<Sample> samples() {
    return abort("A jar carries no states to plan for. Maybe see the project's own tests.");
  }
}
