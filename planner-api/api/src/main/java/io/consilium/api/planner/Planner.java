package io.consilium.api.planner;

import io.consilium.api.host.CallContext;
import io.consilium.api.host.Settings;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides what is to be done. The slow module of the Hierarchical Reasoning Model (arXiv
 * 2506.21734, section 2) at the level of the system: called once an H-cycle, it sees everything
 * that came back.
 *
 * <p>Threading: called from many threads at once. Keeps no state between calls: all there is to
 * know stands in the carry, so that equal carries give equal plans.
 */
@ConsumerType
public interface Planner {

  /** What this planner says of itself; constant over its life. */
  PlannerDescriptor descriptor();

  /**
   * Plans, or revises the plan.
   *
   * @param carry the loop's state
   * @param settings the planner's section of the pipeline
   * @return never null
   * @throws Exception if the planner is broken; the loop halts with ERROR
   */
  PlanRevision plan(Carry carry, Settings settings, CallContext context) throws Exception;

  /**
   * Whether this planner could decompose a goal: asked before a subgoal is routed.
   *
   * @param goal a capability name
   */
  default boolean decomposes(String goal, Settings settings) {
    return false;
  }

  /**
   * Whether another H-cycle would bring another plan, now that this one's results and verdicts are
   * in. Cheap; asked before halting is decided.
   */
  default boolean pending(Carry carry, Settings settings) {
    return false;
  }

  /**
   * The view on halting, now that this H-cycle's results and verdicts are in. Cheap; asked after
   * {@link #pending}, before halting is decided, and recorded with the decision. Finite, and the
   * same for equal carries.
   *
   * @return empty to stand by the view given with the plan
   */
  default Optional<HaltEstimate> estimate(Carry carry, Settings settings) {
    return Optional.empty();
  }
}
