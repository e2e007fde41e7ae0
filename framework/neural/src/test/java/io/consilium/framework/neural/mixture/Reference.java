package io.consilium.framework.neural.mixture;

import java.util.HashMap;
import java.util.Map;

/**
 * A mixture in double precision, dense and token by token: every expert computes every token, and
 * the choices are given. Nothing of the code under test is used.
 */
final class Reference {
  final Map<String, double[]> weights = new HashMap<>();
  final int width;
  final int experts;
  private final Gating gating;

  Reference(int width, int experts, Gating gating) {
    this.width = width;
    this.experts = experts;
    this.gating = gating;
  }

  double[] probabilities(double[] token) {
    double[] logits = logits(token);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int e = 0; e < experts; e++) {
      logits[e] = Math.exp(logits[e]) / sum;
    }
    return logits;
  }

  double[] logits(double[] token) {
    return times("router.weight", token);
  }

  /**
   * One token's output.
   *
   * @param chosen the experts it goes to
   * @param taken which of them had room
   * @param frozen its probabilities where the straight-through estimator holds them fast
   */
  double[] output(double[] token, int[] chosen, boolean[] taken, double[] frozen) {
    double[] p = probabilities(token);
    double[] y = new double[width];
    double among = 0;
    for (int e : chosen) {
      among += p[e];
    }
    for (int k = 0; k < chosen.length; k++) {
      int e = chosen[k];
      double weight =
          switch (gating) {
            case SWITCH -> p[e];
            case MIXTRAL -> p[e] / among;
            case STRAIGHT_THROUGH -> 1 + p[e] - frozen[e];
          };
      double[] out = expert(e, token);
      for (int i = 0; taken[k] && i < width; i++) {
        y[i] += weight * out[i];
      }
    }
    return y;
  }

  private double[] expert(int e, double[] token) {
    double[] gateUp = times("experts." + e + ".gate_up_proj.weight", token);
    int inner = gateUp.length / 2;
    double[] hidden = new double[inner];
    for (int i = 0; i < inner; i++) {
      hidden[i] = gateUp[i] / (1 + Math.exp(-gateUp[i])) * gateUp[inner + i];
    }
    return times("experts." + e + ".down_proj.weight", hidden);
  }

  private double[] times(String name, double[] x) {
    double[] w = weights.get(name);
    double[] y = new double[w.length / x.length];
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += w[o * x.length + i] * x[i];
      }
    }
    return y;
  }
}
