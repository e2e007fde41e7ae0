package io.consilium.framework.routing.internal;

import io.consilium.api.routing.Candidate;
import java.util.List;

/**
 * Probabilities of candidates at a temperature, and what they say of the gate's uncertainty.
 *
 * @param probabilities by candidate, in order; they sum to 1
 * @param entropy normalised to 0..1; with one candidate 1 - fit
 * @param margin best minus second-best score; the best score if it stands alone
 */
record Softmax(double[] probabilities, double entropy, double margin) {

  /**
   * @param eligible best first, at least one
   * @param temperature above 0
   */
  static Softmax over(List<Candidate> eligible, double temperature) {
    int n = eligible.size();
    double best = eligible.get(0).score();
    double[] p = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      p[i] = Math.exp((eligible.get(i).score() - best) / temperature);
      sum += p[i];
    }
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
      entropy -= p[i] > 0 ? p[i] * Math.log(p[i]) : 0;
    }
    if (n == 1) {
      return new Softmax(p, 1 - eligible.get(0).parts().getOrDefault("fit", 1.0), best);
    }
    double normalised = Math.min(1, Math.max(0, entropy / Math.log(n)));
    return new Softmax(p, normalised, best - eligible.get(1).score());
  }
}
