package io.consilium.framework.engine;

import io.consilium.api.expert.Capability;
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

  /** What the experts in use declare, by expert. */
  default Map<String, List<Capability>> capabilities() {
    return Map.of();
  }

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

  /**
   * Lets calls through again to a plugin that broke too many: closes the circuits of every version
   * of it. What broke it is not mended by that; it may open again.
   *
   * @param id the plugin's, or its bundle's symbolic name
   * @return whether any circuit was open
   * @throws IllegalArgumentException if no plugin of this id is installed, or one is kept from work
   *     since its threads never came back; for a person
   */
  default boolean release(String id) {
    throw new IllegalArgumentException("No plugin (" + id + ") is installed.");
  }

  /**
   * Cancels the calls in flight on the services of a bundle that is being taken out, as if the
   * services had gone: what is pure is asked of whoever stands for it now. Does not wait for them.
   */
  default void cancelCalls(long osgiBundle) {}

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
   * @param circuit whether calls are kept away from it; of a plugin that is no expert only what it
   *     would be, since nobody stands in for it: it is called all the same
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
      Optional<String> configuration,
      CircuitState circuit,
      Usage usage) {
    /** One that was made without settings, and never called. */
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
          Optional.empty(),
          CircuitState.CLOSED,
          Usage.NONE);
    }
  }

  /**
   * How the work of a version was judged.
   *
   * @param digest SHA-256 of the bundle's bytes, in hex
   * @param accepted verdicts that accept what it made
   * @param rejected verdicts that reject it
   * @param faults calls that broke, ran out of the plugin's own time, or did not end when asked;
   *     not those that their task stopped
   */
  record Trial(
      String bundle, String version, String digest, long accepted, long rejected, long faults) {}

  /** Whether calls are kept away from a plugin since it broke too many. */
  enum CircuitState {
    /** They are not. */
    CLOSED,
    /** They are, for a while. */
    OPEN,
    /** One at a time is let through to see. */
    PROBATION,
    /** They are, for longer, since its circuit opened again and again. On record. */
    QUARANTINED
  }

  /**
   * What a plugin's calls took since its service came, those under way and abandoned included: on
   * the threads that the engine lends it. Threads of its own, native memory and what the garbage
   * collector does for it are not told apart by the JVM, and not counted.
   *
   * @param calls begun for tasks; those of replays do not count, what they take does
   * @param faults calls that it broke, that ran out of its own time, or that did not end when asked
   * @param busyNanos time in which a thread was lent to it
   * @param cpuNanos processor time of those threads; -1 if this JVM does not measure it
   * @param allocatedBytes what they allocated on the heap, freed since or not; -1 likewise
   */
  record Usage(long calls, long faults, long busyNanos, long cpuNanos, long allocatedBytes) {
    /** Of one that was never called. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
  }
}
