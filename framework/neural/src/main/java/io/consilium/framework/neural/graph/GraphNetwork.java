package io.consilium.framework.neural.graph;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Runs a trained graph network, a segment at a time. For many threads at once. */
public interface GraphNetwork {

  /** The shape of the network. */
  GraphConfig config();

  /** What the weights are known by: {@code sha256:} and the digest of the checkpoint's bytes. */
  String digest();

  /** A fresh start from a seed. */
  default GraphCarry start(ConstraintGraph graph, long seed) {
    return GraphCarry.start(graph, config().width(), seed);
  }

  /**
   * Runs a segment. The carry given stays as it is.
   *
   * @param stop asked before every update of the states
   * @throws CancellationException if told to stop
   * @throws IllegalArgumentException if the graph has other poolings than the network
   * @throws ArithmeticException if a state is no number any more
   */
  GraphStep step(GraphCarry carry, BooleanSupplier stop);
}
