package io.consilium.framework.neural.graph;

import java.util.Arrays;

/**
 * One puzzle's place in a batch: its carry, a segment at a time with the gradient. Not for two
 * threads at once.
 */
public final class GraphTrainee {
  /**
   * What a segment gave.
   *
   * @param loss of this segment
   * @param halt logit of halting
   * @param right share of the open cells that are right
   * @param exact whether all are
   */
  public record Outcome(double loss, float halt, double right, boolean exact) {}

  private final GraphWeights weights;
  private final GraphPass pass;
  private float[] gradAnswer = {};
  private float[] gradLogits = {};

  GraphTrainee(GraphWeights weights, Kernels kernels) {
    this.weights = weights;
    this.pass = new GraphPass(weights.config(), kernels);
  }

  /** With the fastest arithmetic of this JVM. */
  public GraphTrainee(GraphWeights weights) {
    this(weights, Kernels.best());
  }

  /** With plain loops, to be compared with. */
  public static GraphTrainee plain(GraphWeights weights) {
    return new GraphTrainee(weights, new PlainKernels());
  }

  /**
   * Runs a segment and adds its gradient.
   *
   * @param carry states, overwritten
   * @param solution the right symbol of every cell, row-major
   * @param turned {@link GraphWeights#transposed} of the present weights
   * @param grad gradient of the sum of losses, added to
   */
  public Outcome segment(GraphCarry carry, int[] solution, float[] turned, float[] grad) {
    ConstraintGraph graph = carry.graph();
    int nodes = graph.nodes();
    float[] y = carry.answer();
    pass.forward(graph, weights, turned, y, carry.latent(), true, () -> false);
    float[] logits = GraphHeads.logits(weights, y, nodes);
    float halt = GraphHeads.halt(weights, y, nodes);
    boolean[] holds = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      holds[node] = solution[graph.cellOf[node]] == graph.symbolOf[node];
    }
    int[] chosen = graph.choose(logits);
    int open = 0;
    int right = 0;
    for (int cell = 0; cell < chosen.length; cell++) {
      if (graph.given(cell) == 0) {
        open++;
        right += chosen[cell] == solution[cell] ? 1 : 0;
      }
    }
    boolean exact = right == open;
    if (gradAnswer.length < y.length) {
      gradAnswer = new float[y.length * 5 / 4];
      gradLogits = new float[nodes * 5 / 4];
    }
    double loss =
        GraphLoss.groups(graph, logits, holds, gradLogits) + 0.5 * GraphLoss.halt(halt, exact);
    Arrays.fill(gradAnswer, 0, nodes * weights.config().width(), 0);
    GraphHeads.backward(
        weights,
        y,
        nodes,
        gradLogits,
        0.5f * GraphLoss.haltGradient(halt, exact),
        gradAnswer,
        grad);
    pass.backward(weights, gradAnswer, grad);
    return new Outcome(loss, halt, open == 0 ? 1 : (double) right / open, exact);
  }
}
