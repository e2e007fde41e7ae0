package io.consilium.framework.planners.hrm.internal;

import com.google.inject.Inject;
import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.HaltEstimate;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.PlanRevision;
import io.consilium.api.planner.Planner;
import io.consilium.api.planner.PlannerDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes a puzzle whole and thinks about it as the Hierarchical Reasoning Model does (arXiv
 * 2506.21734): one segment of a recurrent network an H-cycle, halted on evidence. What the network
 * proposes is checked; if that fails it thinks again, starts afresh from other noise, and at last
 * leaves the puzzle to the exact solver.
 *
 * <p>Threading: called from many threads; keeps nothing. The network's state is an artifact of the
 * task, so that the carry equals the fold of its records.
 */
public final class HrmPlanner implements Planner {
  public static final String ID = "hrm";

  /** The goal that it achieves: a puzzle's solution, or the proof that it has none or several. */
  public static final String GOAL = "grid.answer";

  private final Networks networks;

  @Inject
  HrmPlanner(Networks networks) {
    this.networks = networks;
  }

  @Override
  public PlannerDescriptor descriptor() {
    return new PlannerDescriptor(
        ID,
        "Lets a recurrent network think about a grid, checked, then an exact solver.",
        Duration.ofSeconds(20));
  }

  @Override
  public PlanRevision plan(Carry carry, Settings settings, CallContext context) {
    try {
      HrmSettings own = HrmSettings.of(settings);
      return refusal(carry)
          .or(() -> networks.refusal(own.network()))
          .<PlanRevision>map(PlanRevision.NoPlan::new)
          .orElseGet(() -> revised(carry, own));
    } catch (IllegalArgumentException e) {
      return new PlanRevision.NoPlan(e.getMessage());
    }
  }

  private static Optional<String> refusal(Carry carry) {
    if (!carry.task().goal().equals(GOAL)) {
      return Optional.of(
          "The planner hrm knows one goal ("
              + GOAL
              + "), not ("
              + carry.task().goal()
              + "). Maybe write \"goal: "
              + GOAL
              + "\" in the pipeline, or use another planner.");
    }
    return carry.task().inputs().size() == 1
        ? Optional.empty()
        : Optional.of(
            "The planner hrm takes one puzzle a task, not "
                + carry.task().inputs().size()
                + ". Maybe let the pipeline's input be one.");
  }

  private PlanRevision revised(Carry carry, HrmSettings settings) {
    Course course = course(carry, settings);
    Optional<Choice> next = course.next();
    Plan plan =
        next.map(choice -> new Outline(carry.task(), settings).plan(choice))
            .or(carry::plan)
            .orElseThrow();
    return new PlanRevision.Revised(
        plan,
        next.map(Choice::cause).orElse("unchanged"),
        next.map(Choice::considered).orElse(List.of()),
        next.filter(Choice::solve).isPresent() ? Optional.empty() : course.estimate());
  }

  private Course course(Carry carry, HrmSettings settings) {
    return new Course(carry, settings, new Suitability(networks.named(settings.network())));
  }

  @Override
  public boolean pending(Carry carry, Settings settings) {
    return refusal(carry).isEmpty()
        && carry.plan().isPresent()
        && course(carry, HrmSettings.of(settings)).next().isPresent();
  }

  @Override
  public Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
    return refusal(carry).isEmpty()
        ? course(carry, HrmSettings.of(settings)).estimate()
        : Optional.empty();
  }
}
