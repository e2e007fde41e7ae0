package io.consilium.framework.neural.graph;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** The network on float arrays, everything between the matrix products fused. */
public final class FusedGraphNetwork implements GraphNetwork {
  private final GraphWeights weights;
  private final String digest;
  private final Kernels kernels;
  private final float[] turned;
  private final Queue<GraphPass> idle = new ConcurrentLinkedQueue<>();

  /** With the fastest arithmetic that this JVM offers; the weights must not change any more. */
  public FusedGraphNetwork(GraphWeights weights, String digest) {
    this(weights, digest, Kernels.best());
  }

  /** With plain loops, to be compared with. */
  public static FusedGraphNetwork plain(GraphWeights weights, String digest) {
    return new FusedGraphNetwork(weights, digest, new PlainKernels());
  }

  FusedGraphNetwork(GraphWeights weights, String digest, Kernels kernels) {
    this.weights = weights;
    this.digest = digest;
    this.kernels = kernels;
    this.turned = weights.transposed();
  }

  /** Which arithmetic it uses, as reports show it. */
  public String arithmetic() {
    return kernels.name();
  }

  @Override
  public GraphConfig config() {
    return weights.config();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public GraphStep step(GraphCarry carry, BooleanSupplier stop) {
    ConstraintGraph graph = carry.graph();
    if (!graph.poolings().equals(config().poolings())) {
      throw new IllegalArgumentException(
          "The network pools over "
              + config().poolings()
              + ", the problem over "
              + graph.poolings()
              + ".");
    }
    GraphCarry next = carry.copy().next();
    GraphPass pass = idle.poll();
    if (pass == null) {
      pass = new GraphPass(config(), kernels);
    }
    try {
      if (!pass.forward(graph, weights, turned, next.answer(), next.latent(), false, stop)) {
        throw new CancellationException("Stopped in the middle of a segment.");
      }
    } finally {
      idle.add(pass);
    }
    return read(weights, carry, next);
  }

  /** What the heads say of a new state. */
  static GraphStep read(GraphWeights weights, GraphCarry before, GraphCarry after) {
    int nodes = after.graph().nodes();
    float[] logits = GraphHeads.logits(weights, after.answer(), nodes);
    float halt = GraphHeads.halt(weights, after.answer(), nodes);
    double change = change(before, after);
    if (!Double.isFinite(change) || !Float.isFinite(halt)) {
      throw new ArithmeticException(
          "The network's state is no number after segment "
              + after.step()
              + ". Maybe its weights are damaged.");
    }
    return new GraphStep(after, logits, after.graph().choose(logits), halt, change);
  }

  private static double change(GraphCarry before, GraphCarry after) {
    double sum = 0;
    int count = 2 * before.answer().length;
    for (int i = 0; i < before.answer().length; i++) {
      double a = after.answer()[i] - before.answer()[i];
      double z = after.latent()[i] - before.latent()[i];
      sum += a * a + z * z;
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }
}
