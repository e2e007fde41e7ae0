package io.consilium.tck;

import io.consilium.api.routing.Candidate;
import java.util.List;

/** What a routing decision says of its uncertainty, worked out from the contract's own words. */
final class Uncertainty {
  private Uncertainty() {}

  /** Entropy of the softmax over scores, divided by its most; with one candidate 1 - fit. */
  static double entropy(List<Candidate> eligible, double temperature) {
    if (eligible.size() == 1) {
      return 1 - eligible.get(0).parts().getOrDefault("fit", 1.0);
    }
    double best = eligible.stream().mapToDouble(Candidate::score).max().orElseThrow();
    double[] mass =
        eligible.stream()
            .mapToDouble(one -> Math.exp((one.score() - best) / temperature))
            .toArray();
    double sum = java.util.Arrays.stream(mass).sum();
    double entropy = 0;
    for (double one : mass) {
      double p = one / sum;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return entropy / Math.log(eligible.size());
  }

  /** Best minus second-best score; the best if it stands alone. */
  static double margin(List<Candidate> eligible) {
    double[] scores = eligible.stream().mapToDouble(Candidate::score).sorted().toArray();
    double best = scores[scores.length - 1];
    return scores.length == 1 ? best : best - scores[scores.length - 2];
  }
}
