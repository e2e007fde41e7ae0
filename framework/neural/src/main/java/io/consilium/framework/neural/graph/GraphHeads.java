package io.consilium.framework.neural.graph;

/** Reads the answer state out: a logit for each node, and one for halting. */
final class GraphHeads {
  private GraphHeads() {}

  /** The logit of every node: y w. */
  static float[] logits(GraphWeights weights, float[] y, int nodes) {
    int d = weights.config().width();
    float[] w = weights.values();
    float[] logits = new float[nodes];
    for (int node = 0; node < nodes; node++) {
      float sum = 0;
      for (int j = 0; j < d; j++) {
        sum += y[node * d + j] * w[weights.head + j];
      }
      logits[node] = sum;
    }
    return logits;
  }

  /** The logit of halting: a linear map of the mean and of the maximum over all nodes, [2 D]. */
  static float halt(GraphWeights weights, float[] y, int nodes) {
    int d = weights.config().width();
    float[] w = weights.values();
    double sum = w[weights.haltBias];
    for (int j = 0; j < d && nodes > 0; j++) {
      float mean = 0;
      for (int node = 0; node < nodes; node++) {
        mean += y[node * d + j];
      }
      sum += mean / nodes * w[weights.halt + j];
      sum += y[top(y, nodes, d, j) * d + j] * w[weights.halt + d + j];
    }
    return (float) sum;
  }

  private static int top(float[] y, int nodes, int d, int j) {
    int best = 0;
    for (int node = 1; node < nodes; node++) {
      if (y[node * d + j] > y[best * d + j]) {
        best = node;
      }
    }
    return best;
  }

  /**
   * Adds the gradients of both heads.
   *
   * @param gradLogits gradient by each node's logit
   * @param gradHalt gradient by the halting logit
   * @param gradAnswer gradient by y [N, D], added to
   * @param grad gradient by the weights, added to
   */
  static void backward(
      GraphWeights weights,
      float[] y,
      int nodes,
      float[] gradLogits,
      float gradHalt,
      float[] gradAnswer,
      float[] grad) {
    int d = weights.config().width();
    float[] w = weights.values();
    for (int node = 0; node < nodes; node++) {
      for (int j = 0; j < d; j++) {
        int at = node * d + j;
        gradAnswer[at] +=
            gradLogits[node] * w[weights.head + j] + gradHalt * w[weights.halt + j] / nodes;
        grad[weights.head + j] += gradLogits[node] * y[at];
        grad[weights.halt + j] += gradHalt * y[at] / nodes;
      }
    }
    for (int j = 0; j < d; j++) {
      int at = top(y, nodes, d, j) * d + j;
      gradAnswer[at] += gradHalt * w[weights.halt + d + j];
      grad[weights.halt + d + j] += gradHalt * y[at];
    }
    grad[weights.haltBias] += gradHalt;
  }
}
