package io.consilium.framework.neural.graph;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * One segment, forward and backward, on float arrays: {@code updates} times z = L(z, y + x), then y
 * = L(y, z), as the last cycle of the Tiny Recursive Model (arXiv 2510.04871, figure 3). One block
 * L is
 *
 * <pre>
 *   h   = sum of its inputs                                   [N, D]
 *   m   = relu(h Wm)                                          [N, K P]   what a node says, by pooling
 *   s_k = sum over the members of each group                  [G_k, P]
 *   p   = h Wh + sum over k of (s_k Wk) of the node's group   [N, 2 H]
 *   out = rms_norm(h + (silu(p_gate) * p_up) Wo)              [N, D]
 * </pre>
 *
 * A workspace that grows to the largest graph it has seen and is used again. Not for two threads.
 */
final class GraphPass {
  private final GraphConfig config;
  private final Kernels kernels;
  private final int d;
  private final int kp;
  private final int p;
  private final int h;
  private final int h2;
  private final int calls;

  private ConstraintGraph graph;
  private int n;
  private int groups;

  // One slot for each call of the block, kept for the backward pass.
  private float[] in = {}; // [calls, N, D]
  private float[] said = {}; // [calls, N, K P]
  private float[] pooled = {}; // [calls, G, P]
  private float[] pre = {}; // [calls, N, 2 H]
  private float[] act = {}; // [calls, N, H]
  private float[] out = {}; // [calls, N, D]
  private float[] norm = {}; // [calls, N]
  // Scratch.
  private float[] table = {}; // [G, 2 H]
  private float[] gradOut = {}; // [N, D]
  private float[] gradIn = {}; // [N, D]
  private float[] gradAct = {}; // [N, H]
  private float[] gradPre = {}; // [N, 2 H]
  private float[] gradSaid = {}; // [N, K P]
  private float[] gradPooled = {}; // [G, P]

  GraphPass(GraphConfig config, Kernels kernels) {
    this.config = config;
    this.kernels = kernels;
    this.d = config.width();
    this.p = config.message();
    this.kp = config.messages();
    this.h = config.hidden();
    this.h2 = 2 * h;
    this.calls = config.updates() + 1;
  }

  /**
   * Runs a segment in place.
   *
   * @param turned the weights as {@link GraphWeights#transposed}
   * @param y answer state [N, D], overwritten
   * @param z latent state [N, D], overwritten
   * @param keep whether {@link #backward} will follow
   * @param stop asked before every update
   * @return false if stopped; the states are then half-way
   */
  boolean forward(
      ConstraintGraph problem,
      GraphWeights weights,
      float[] turned,
      float[] y,
      float[] z,
      boolean keep,
      BooleanSupplier stop) {
    graph = problem;
    n = problem.nodes;
    groups = problem.allGroups;
    reserve(keep ? calls : 1);
    for (int call = 0; call < calls; call++) {
      if (stop.getAsBoolean()) {
        return false;
      }
      int slot = keep ? call : 0;
      boolean answer = call == calls - 1;
      inject(slot, y, z, answer ? -1 : weights.input, turned);
      block(slot, weights, turned);
      System.arraycopy(out, slot * n * d, answer ? y : z, 0, n * d);
    }
    return true;
  }

  private void reserve(int slots) {
    config.requirePassFits(graph, slots);
    in = atLeast(in, slots * n * d);
    said = atLeast(said, slots * n * kp);
    pooled = atLeast(pooled, slots * groups * p);
    pre = atLeast(pre, slots * n * h2);
    act = atLeast(act, slots * n * h);
    out = atLeast(out, slots * n * d);
    norm = atLeast(norm, slots * n);
    table = atLeast(table, groups * h2);
  }

  private static float[] atLeast(float[] array, int size) {
    // With room for the next graph, as far as arrays go; no size is beyond them, see reserve.
    long roomy = Math.min(size + (long) size / 4, Integer.MAX_VALUE - 8);
    return array.length >= size ? array : new float[(int) roomy];
  }

  private void inject(int slot, float[] y, float[] z, int input, float[] turned) {
    int base = slot * n * d;
    for (int i = 0; i < n * d; i++) {
      in[base + i] = y[i] + z[i];
    }
    if (input >= 0) {
      for (int node = 0; node < n; node++) {
        kernels.add(turned, input, in, base + node * d, d);
      }
    }
  }

  private void block(int slot, GraphWeights weights, float[] turned) {
    int x = slot * n * d;
    int m = slot * n * kp;
    int q = slot * n * h2;
    Arrays.fill(said, m, m + n * kp, 0);
    kernels.multiply(n, d, kp, in, x, d, 1, turned, weights.messageProj, said, m);
    kernels.relu(said, m, n * kp);
    pool(slot);
    spread(slot, weights, turned);
    kernels.multiply(n, d, h2, in, x, d, 1, turned, weights.stateProj, pre, q);
    kernels.rows().gate(n, h, pre, q, act, slot * n * h);
    System.arraycopy(in, x, out, x, n * d);
    kernels.multiply(n, h, d, act, slot * n * h, h, 1, turned, weights.downProj, out, x);
    kernels.normalise(n, d, out, x, norm, slot * n);
  }

  private void pool(int slot) {
    int base = slot * groups * p;
    Arrays.fill(pooled, base, base + groups * p, 0);
    for (int k = 0; k < graph.groups.length; k++) {
      int[] groupOf = graph.groupOf[k];
      int table0 = base + graph.firstGroup[k] * p;
      int said0 = slot * n * kp + k * p;
      for (int node = 0; node < n; node++) {
        kernels.add(said, said0 + node * kp, pooled, table0 + groupOf[node] * p, p);
      }
    }
  }

  /** Every node's share of what its groups know: the first part of p. */
  private void spread(int slot, GraphWeights weights, float[] turned) {
    Arrays.fill(table, 0, groups * h2, 0);
    for (int k = 0; k < graph.groups.length; k++) {
      int first = graph.firstGroup[k];
      kernels.multiply(
          graph.groups[k],
          p,
          h2,
          pooled,
          (slot * groups + first) * p,
          p,
          1,
          turned,
          weights.poolProj[k],
          table,
          first * h2);
    }
    int base = slot * n * h2;
    Arrays.fill(pre, base, base + n * h2, 0);
    for (int node = 0; node < n; node++) {
      for (int k = 0; k < graph.groups.length; k++) {
        kernels.add(
            table, (graph.firstGroup[k] + graph.groupOf[k][node]) * h2, pre, base + node * h2, h2);
      }
    }
  }

  /**
   * Adds the gradient of the weights of the segment that just ran.
   *
   * @param gradAnswer gradient of the loss by y [N, D]; overwritten
   * @param grad as {@link GraphWeights#values}
   */
  void backward(GraphWeights weights, float[] gradAnswer, float[] grad) {
    gradOut = atLeast(gradOut, n * d);
    gradIn = atLeast(gradIn, n * d);
    gradAct = atLeast(gradAct, n * h);
    gradPre = atLeast(gradPre, n * h2);
    gradSaid = atLeast(gradSaid, n * kp);
    gradPooled = atLeast(gradPooled, groups * p);
    System.arraycopy(gradAnswer, 0, gradOut, 0, n * d);
    for (int call = calls - 1; call >= 0; call--) {
      blockBackward(call, weights, grad);
      if (call < calls - 1) {
        for (int node = 0; node < n; node++) {
          kernels.add(gradIn, node * d, grad, weights.input, d);
        }
      }
      System.arraycopy(gradIn, 0, gradOut, 0, n * d);
    }
  }

  private void blockBackward(int slot, GraphWeights weights, float[] grad) {
    float[] w = weights.values();
    int x = slot * n * d;
    kernels.normaliseBackward(n, d, out, x, norm, slot * n, gradOut);
    System.arraycopy(gradOut, 0, gradIn, 0, n * d);
    Arrays.fill(gradAct, 0, n * h, 0);
    kernels.multiply(n, d, h, gradOut, 0, d, 1, w, weights.downProj, gradAct, 0);
    kernels.multiply(d, n, h, gradOut, 0, 1, d, act, slot * n * h, grad, weights.downProj);
    kernels.rows().gateBackward(n, h, pre, slot * n * h2, gradAct, gradPre);
    kernels.multiply(n, h2, d, gradPre, 0, h2, 1, w, weights.stateProj, gradIn, 0);
    kernels.multiply(h2, n, d, gradPre, 0, 1, h2, in, x, grad, weights.stateProj);
    spreadBackward(slot, weights, grad);
    int m = slot * n * kp;
    for (int i = 0; i < n * kp; i++) {
      gradSaid[i] = said[m + i] > 0 ? gradSaid[i] : 0;
    }
    kernels.multiply(n, kp, d, gradSaid, 0, kp, 1, w, weights.messageProj, gradIn, 0);
    kernels.multiply(kp, n, d, gradSaid, 0, 1, kp, in, x, grad, weights.messageProj);
  }

  private void spreadBackward(int slot, GraphWeights weights, float[] grad) {
    Arrays.fill(table, 0, groups * h2, 0);
    for (int node = 0; node < n; node++) {
      for (int k = 0; k < graph.groups.length; k++) {
        kernels.add(
            gradPre, node * h2, table, (graph.firstGroup[k] + graph.groupOf[k][node]) * h2, h2);
      }
    }
    Arrays.fill(gradPooled, 0, groups * p, 0);
    for (int k = 0; k < graph.groups.length; k++) {
      int first = graph.firstGroup[k];
      int count = graph.groups[k];
      kernels.multiply(
          count,
          h2,
          p,
          table,
          first * h2,
          h2,
          1,
          weights.values(),
          weights.poolProj[k],
          gradPooled,
          first * p);
      kernels.multiply(
          h2,
          count,
          p,
          table,
          first * h2,
          1,
          h2,
          pooled,
          (slot * groups + first) * p,
          grad,
          weights.poolProj[k]);
    }
    for (int k = 0; k < graph.groups.length; k++) {
      int[] groupOf = graph.groupOf[k];
      for (int node = 0; node < n; node++) {
        System.arraycopy(
            gradPooled, (graph.firstGroup[k] + groupOf[node]) * p, gradSaid, node * kp + k * p, p);
      }
    }
  }
}
