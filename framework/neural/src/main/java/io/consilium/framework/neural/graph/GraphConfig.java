package io.consilium.framework.neural.graph;

import java.util.List;
import java.util.Locale;

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
  /** Of each size: many times what anybody trains. */
  static final int MOST = 4096;

  /** Poolings at most. */
  static final int MOST_POOLINGS = 64;

  private static final double LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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
    int greatest = Math.max(Math.max(width, message), Math.max(hidden, updates));
    if (greatest > MOST || poolings.size() > MOST_POOLINGS) {
      throw new IllegalArgumentException(
          "A graph network has sizes up to "
              + MOST
              + " and up to "
              + MOST_POOLINGS
              + " poolings, not "
              + greatest
              + " and "
              + poolings.size()
              + ". Maybe the configuration was altered.");
    }
  }

  /** Refuses weights that no array or heap holds, before anything is allocated. */
  void requireWeightsFit() {
    double count = GraphWeights.count(this);
    require("Weights", count, count);
  }

  /**
   * The same for the working memory of a pass.
   *
   * @param slots calls of the block that are kept for a gradient; 1 without
   */
  void requirePassFits(ConstraintGraph graph, int slots) {
    double nodes = graph.nodes();
    double groups = graph.groups();
    double node = 2.0 * width + messages() + 3.0 * hidden + 1;
    double widest = Math.max(Math.max(width, messages()), 2.0 * hidden);
    double all = slots * (nodes * node + groups * message) + groups * 2.0 * hidden;
    double longest = Math.max(slots * nodes * widest, groups * 2.0 * hidden);
    require("A pass over " + graph.nodes() + " candidates", all, longest);
  }

  private static void require(String what, double numbers, double longest) {
    double heap = (double) Runtime.getRuntime().maxMemory() / Float.BYTES;
    if (numbers > heap || longest > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s would take %.0f MB, the longest array of it %.0f MB, above the heap's %.0f MB or an"
                  + " array's %.0f MB. Maybe a smaller puzzle or network, or more heap (-Xmx).",
              what,
              numbers * Float.BYTES / (1 << 20),
              longest * Float.BYTES / (1 << 20),
              heap * Float.BYTES / (1 << 20),
              LONGEST_ARRAY * Float.BYTES / (1 << 20)));
    }
  }

  /**
   * Floating-point operations of one segment's matrix products, two for each multiply-add; what
   * lies between them is a few per cent more.
   */
  public double flops(ConstraintGraph graph) {
    double inner = 2.0 * hidden;
    double node = (double) width * messages() + width * inner + (double) hidden * width;
    return 2.0 * (updates + 1) * (graph.nodes() * node + graph.groups() * message * inner);
  }

  /** All messages of a node: one part for each pooling. */
  int messages() {
    return message * poolings.size();
  }
}
