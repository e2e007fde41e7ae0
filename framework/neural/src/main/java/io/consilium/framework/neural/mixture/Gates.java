package io.consilium.framework.neural.mixture;

/** What each chosen expert's output is multiplied by, and how the router learns from it. */
final class Gates {
  private final MixtureConfig config;
  private final float[] logits; // [tokens * experts]
  private final float[] p; // [tokens * experts]
  private final int[] choices; // [tokens * chosen]
  private final int chosen;
  private final int experts;

  Gates(MixtureConfig config, float[] logits, float[] probabilities, int[] choices) {
    this.config = config;
    this.logits = logits;
    this.p = probabilities;
    this.choices = choices;
    this.chosen = config.gating().chosen();
    this.experts = config.experts();
  }

  float weight(int choice) {
    return switch (config.gating()) {
      case SWITCH -> p[at(choice)];
      case STRAIGHT_THROUGH -> 1;
      case MIXTRAL -> (float) (1 / (1 + Math.exp(logits[at(choice ^ 1)] - logits[at(choice)])));
    };
  }

  /**
   * The gradient of the logits.
   *
   * @param gWeights d loss / d weight of each choice, 0 where it was dropped
   */
  float[] backward(float[] gWeights, Assignment assignment) {
    float[] gLogits = new float[p.length];
    for (int t = 0; t < assignment.tokens(); t++) {
      if (config.gating() == Gating.MIXTRAL) {
        amongChosen(t, gWeights, gLogits);
      } else {
        float[] gp = new float[experts];
        gp[choices[t]] = gWeights[t];
        amongAll(t, gp, gLogits);
      }
    }
    if (config.balance() instanceof Balance.AuxiliaryLoss auxiliary) {
      addAuxiliary(auxiliary.weight(), assignment, gLogits);
    }
    return gLogits;
  }

  private void amongChosen(int token, float[] gWeights, float[] gLogits) {
    int first = token * chosen;
    float mean = 0;
    for (int c = first; c < first + chosen; c++) {
      mean += weight(c) * gWeights[c];
    }
    for (int c = first; c < first + chosen; c++) {
      gLogits[token * experts + choices[c]] += weight(c) * (gWeights[c] - mean);
    }
  }

  private void amongAll(int token, float[] gp, float[] gLogits) {
    int row = token * experts;
    float mean = 0;
    for (int e = 0; e < experts; e++) {
      mean += p[row + e] * gp[e];
    }
    for (int e = 0; e < experts; e++) {
      gLogits[row + e] += p[row + e] * (gp[e] - mean);
    }
  }

  private void addAuxiliary(double weight, Assignment assignment, float[] gLogits) {
    float[] gp = new float[experts];
    double tokens = assignment.tokens();
    for (int e = 0; e < experts; e++) {
      double share = assignment.wanted(e) / (tokens * chosen);
      gp[e] = (float) (weight * experts * share / tokens);
    }
    for (int t = 0; t < assignment.tokens(); t++) {
      amongAll(t, gp, gLogits);
    }
  }

  private int at(int choice) {
    return choice / chosen * experts + choices[choice];
  }
}
