package io.consilium.framework.neural.graph;

import java.util.List;

/**
 * The shape of a graph network.
 *
 * @param width numbers in a node's state, D
 * @param message numbers that a node sends into a group of one pooling, P
 * @param hidden inner width of the update's SwiGLU, H
 * @param updates updates of the latent state in one segment, n
 * @param poolings the groupings pooled over, in the order of the weights, such as {@code cell}
 */
public record GraphConfig(int width, int message, int hidden, int updates, List<String> poolings) {
  public GraphConfig {
    poolings = List.copyOf(poolings);
    if (width < 1 || message < 1 || hidden < 1 || updates < 1 || poolings.isEmpty()) {
      throw new IllegalArgumentException(
          "A graph network needs positive sizes, not "
              + width
              + ", "
              + message
              + ", "
              + hidden
              + ", "
              + updates
              + ", "
              + poolings
              + ".");
    }
  }

  /**
   * Floating-point operations of one segment's matrix products, two for each multiply-add; what
   * lies between them is a few per cent more.
   */
  public double flops(ConstraintGraph graph) {
    double inner = 2.0 * hidden;
    double node = (double) width * messages() + width * inner + (double) hidden * width;
    return 2 * (updates + 1) * (graph.nodes() * node + graph.groups() * message * inner);
  }

  /** All messages of a node: one part for each pooling. */
  int messages() {
    return message * poolings.size();
  }
}
