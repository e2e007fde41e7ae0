package io.consilium.framework.runtimes.tensor;

import java.nio.file.Path;

/**
 * How ND4J does in this process, at one moment.
 *
 * @param state whether it runs
 * @param detail why it does not; empty if it does or could
 * @param usedBytes native memory of all arrays outside workspaces; 0 before it runs
 * @param boundBytes what {@code usedBytes} may come to
 * @param processBytes memory of the whole process, heap and code included; 0 before it runs
 * @param processBoundBytes what {@code processBytes} may come to before an operation fails; this
 *     holds workspaces too
 * @param threads threads of an operation
 * @param cache where the native libraries are unpacked
 */
public record TensorHealth(
    State state,
    String detail,
    long usedBytes,
    long boundBytes,
    long processBytes,
    long processBoundBytes,
    int threads,
    Path cache) {
  /** Whether ND4J runs. */
  public enum State {
    /** Could run, but nobody needed it so far: the native libraries are not loaded. */
    IDLE,
    /** Runs. */
    LOADED,
    /** Cannot run. */
    UNAVAILABLE
  }
}
