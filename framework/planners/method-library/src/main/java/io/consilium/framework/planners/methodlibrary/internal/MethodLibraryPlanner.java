package io.consilium.framework.planners.methodlibrary.internal;

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import io.consilium.framework.pipeline.method.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plans by the methods that a pipeline declares: the first method that achieves the loop's goal and
 * whose condition holds is taken; its steps whose conditions hold now are the plan.
 *
 * <p>Threading: called from many threads; keeps nothing but parsed methods, which follow from the
 * settings. Equal carries give equal plans.
 */
public final class MethodLibraryPlanner implements Planner {
  public static final String ID = "method-library";

  private final Library library = new Library();

  @Override
  public PlannerDescriptor descriptor() {
    return new PlannerDescriptor(
        ID, "Decomposes goals by the methods that the pipeline declares.", Duration.ofSeconds(20));
  }

  @Override
  public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
    List<Method> achieving = library.achieving(carry.task().goal(), settings);
    Situation situation = new Situation(carry, context::progress);
    return taken(achieving, situation)
        .<PlanRevision>map(method -> revised(carry, method, situation, achieving))
        .orElseGet(() -> none(carry, achieving, settings));
  }

  private static Optional<Method> taken(List<Method> achieving, Situation situation) {
    return achieving.stream().filter(method -> situation.holds(method.when())).findFirst();
  }

  private static PlanRevision revised(
      Carry carry, Method method, Situation situation, List<Method> achieving) {
    Plan plan = PlanBuilder.build(method, situation);
    return new PlanRevision.Revised(
        plan,
        Cause.of(carry, plan, method),
        achieving.stream().map(Method::name).toList(),
        Optional.empty());
  }

  private PlanRevision none(Carry carry, List<Method> achieving, Settings settings) {
    String goal = carry.task().goal();
    if (achieving.isEmpty()) {
      return new PlanRevision.NoPlan(
          "No method achieves ("
              + goal
              + "). The pipeline's methods achieve: "
              + String.join(", ", library.goals(settings))
              + ". Maybe add a method with \"achieves: "
              + goal
              + "\", or install an expert for it.");
    }
    return new PlanRevision.NoPlan(
        "No condition of the methods for ("
            + goal
            + ") holds: "
            + achieving.stream()
                .map(method -> method.name() + " asks " + method.when().orElseThrow())
                .toList()
            + ". Maybe add a method without \"when\" after them.");
  }

  @Override
  public boolean decomposes(String goal, Settings settings) {
    return !library.achieving(goal, settings).isEmpty();
  }

  @Override
  public boolean pending(Carry carry, Settings settings) {
    Consumer<String> silent = message -> {};
    Situation situation = new Situation(carry, silent);
    return taken(library.achieving(carry.task().goal(), settings), situation)
        .map(method -> PlanBuilder.build(method, situation))
        .filter(plan -> !Optional.of(plan).equals(carry.plan()))
        .isPresent();
  }
}
