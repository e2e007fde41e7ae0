package io.consilium.framework.neural.graph;

/**
 * Cross-entropy over every group of which exactly one node holds, each pooling's mean, summed; and
 * half the binary cross-entropy of the halting logit against "all right now".
 */
final class GraphLoss {
  private GraphLoss() {}

  /**
   * @param holds which nodes hold in the solution
   * @param gradLogits gradient by each logit, overwritten
   * @return the loss
   */
  static double groups(ConstraintGraph graph, float[] logits, boolean[] holds, float[] gradLogits) {
    java.util.Arrays.fill(gradLogits, 0, graph.nodes, 0);
    double loss = 0;
    for (int k = 0; k < graph.exact(); k++) {
      int count = graph.groups[k];
      int[] groupOf = graph.groupOf[k];
      float[] max = new float[count];
      double[] sum = new double[count];
      java.util.Arrays.fill(max, Float.NEGATIVE_INFINITY);
      for (int node = 0; node < graph.nodes; node++) {
        max[groupOf[node]] = Math.max(max[groupOf[node]], logits[node]);
      }
      double[] exp = new double[graph.nodes];
      for (int node = 0; node < graph.nodes; node++) {
        exp[node] = Math.exp(logits[node] - max[groupOf[node]]);
        sum[groupOf[node]] += exp[node];
      }
      for (int node = 0; node < graph.nodes; node++) {
        int g = groupOf[node];
        gradLogits[node] += (float) ((exp[node] / sum[g] - (holds[node] ? 1 : 0)) / count);
        if (holds[node]) {
          loss += (Math.log(sum[g]) + max[g] - logits[node]) / count;
        }
      }
    }
    return loss;
  }

  /** Binary cross-entropy with a logit. */
  static double halt(float logit, boolean right) {
    return Math.max(logit, 0) - (right ? logit : 0) + Math.log1p(Math.exp(-Math.abs(logit)));
  }

  /** Its gradient by the logit. */
  static float haltGradient(float logit, boolean right) {
    return (float) (1 / (1 + Math.exp(-logit))) - (right ? 1 : 0);
  }
}
