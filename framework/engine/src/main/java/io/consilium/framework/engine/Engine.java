package io.consilium.framework.engine;

import io.consilium.framework.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs tasks. Thread-safe; published as a service while a ledger is there. */
public interface Engine {

  /**
   * Admits a task and starts it.
   *
   * @return once the admission is durable
   * @throws io.consilium.api.ledger.LedgerFailure if nothing can be recorded: the host then takes
   *     no work
   * @throws IllegalArgumentException if the inputs do not fit the pipeline's roles, or the pipeline
   *     names a planner, gate or halting policy that is not installed; the message is for a person
   */
  Run submit(Submission submission);

  /** Tasks under way. */
  List<Run> running();

  /**
   * What a pipeline needs and nobody installed has: one line each, for a person; empty if all is
   * there. Capabilities that a method of the pipeline achieves count as had.
   */
  List<String> missing(Pipeline pipeline);

  /** The plugins in use. */
  List<Installed> installed();

  /** Closes or resumes the tasks that a crash left open; returns those closed. */
  List<String> recover();

  /**
   * A plugin as the engine sees it.
   *
   * @param kind expert, verifier, planner, gate or halting policy
   * @param osgiBundle whose service it is: the same bytes may run as two bundles; -1 for none
   * @param capabilities of an expert
   * @param ready false while it warms up, or after its warm-up failed
   * @param trouble why it is not ready, for a person
   */
  record Installed(
      String kind,
      String id,
      String bundle,
      String version,
      String digest,
      long osgiBundle,
      Set<String> capabilities,
      boolean ready,
      Optional<String> trouble,
      int inFlight,
      int abandoned) {}
}
