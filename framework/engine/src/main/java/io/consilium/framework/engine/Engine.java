package io.consilium.framework.engine;

import io.consilium.framework.pipeline.Pipeline;
import java.util.List;
import java.util.Map;
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

  /**
   * How the work of each version was judged, by code digest: since this host began and, as far back
   * as the ledger's last tasks go, before. What shadows gave counts as if it had been used.
   */
  default List<Trial> trials() {
    return List.of();
  }

  /** Shadow calls that were not made since too many waited, by code digest. */
  default Map<String, Long> shadowsDropped() {
    return Map.of();
  }

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
   * @param configuration revision of the settings that it was made with; empty if it has none
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
      int abandoned,
      Optional<String> configuration) {
    /** One that was made without settings. */
    public Installed(
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
        int abandoned) {
      this(
          kind,
          id,
          bundle,
          version,
          digest,
          osgiBundle,
          capabilities,
          ready,
          trouble,
          inFlight,
          abandoned,
          Optional.empty());
    }
  }

  /**
   * How the work of a version was judged.
   *
   * @param digest SHA-256 of the bundle's bytes, in hex
   * @param accepted verdicts that accept what it made
   * @param rejected verdicts that reject it
   * @param faults calls that broke, timed out or never came back
   */
  record Trial(
      String bundle, String version, String digest, long accepted, long rejected, long faults) {}
}
