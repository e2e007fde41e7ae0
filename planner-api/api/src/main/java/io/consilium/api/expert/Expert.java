package io.consilium.api.expert;

import io.consilium.api.host.CallContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Solves one kind of subgoal.
 *
 * <p>Threading: called from many threads at once, up to the declared concurrency. Keeps no state
 * between calls that could change an outcome. Keeps no reference to the context or to artifacts.
 *
 * <p>Failures: expected ones are outcomes; anything thrown is recorded as a failure of this expert.
 */
@ConsumerType
public interface Expert {

  /** What this expert says of itself; constant over its life. */
  ExpertDescriptor descriptor();

  /**
   * Works on one assignment until done, declined, or cancelled.
   *
   * @return never null
   * @throws Exception if the expert is broken; recorded, never shown to the asker as an answer
   */
  ExpertOutcome solve(Assignment assignment, CallContext context) throws Exception;

  /**
   * Loads what the first call would have to wait for, such as a model. Called once before the first
   * call, on a thread of the host; the service takes no work until it returns.
   *
   * @throws Exception if the expert cannot work; it then takes no work
   */
  default void warmUp() throws Exception {}
}
