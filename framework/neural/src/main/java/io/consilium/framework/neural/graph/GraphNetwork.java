package io.consilium.framework.neural.graph;

import io.consilium.framework.neural.checkpoint.BadCheckpoint;
import io.consilium.framework.neural.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Runs a trained graph network, a segment at a time. For many threads at once. */
public interface GraphNetwork {

  /**
   * Reads a checkpoint; runs on the fused path.
   *
   * @throws BadCheckpoint if it is damaged, hostile or of another kind of network
   */
  static GraphNetwork load(Path file) throws IOException {
    return of(Checkpoint.read(file));
  }

  /** The same from a stream, such as a resource; {@code source} names it in errors. */
  static GraphNetwork load(InputStream stream, String source) throws IOException {
    return of(Checkpoint.read(stream, source));
  }

  /** The same from a checkpoint that was read. */
  static GraphNetwork of(Checkpoint checkpoint) throws IOException {
    return new FusedGraphNetwork(GraphCheckpoint.weights(checkpoint), checkpoint.digest());
  }

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
