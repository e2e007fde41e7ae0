package ${package};

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.task.SubgoalId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reaches one goal in one step. Begin with the goal, then with plan. */
public final class ${className}Planner implements Planner {
  private static final String GOAL = "${artifactId}.goal";

  private static final PlannerDescriptor DESCRIPTOR =
      new PlannerDescriptor(
          "${artifactId}", "Reaches one goal in one step.", Duration.ofSeconds(10));

  @Override
  public PlannerDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** Setting {@code capability}: what the step asks for. */
  @Override
  public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
    String goal = carry.task().goal();
    if (!goal.equals(GOAL)) {
      return new PlanRevision.NoPlan(
          "The goal (" + goal + ") is unknown here. Maybe ask for " + GOAL + ".");
    }
    Subgoal step =
        new Subgoal(
            new SubgoalId("work"),
            settings.text("capability", "${artifactId}.work"),
            "Do the work",
            Map.of("text", List.of(Ref.parse("task.text"))),
            Settings.EMPTY,
            Set.of(),
            false);
    Plan plan =
        new Plan(
            "one-step", List.of(step), List.of(), Map.of("text", List.of(Ref.parse("work.text"))));
    return new PlanRevision.Revised(plan, "initial", List.of("one-step"), Optional.empty());
  }
}
