package io.consilium.framework.neural.mixture;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many experts a token goes to, and what their outputs are multiplied by. */
public enum Gating {
  /** One, times its probability among all: Switch (arXiv 2101.03961, equation 2). */
  @JsonProperty("switch")
  SWITCH(1),

  /** Two, times the softmax over their two logits: Mixtral (arXiv 2401.04088, section 2.1). */
  @JsonProperty("mixtral")
  MIXTRAL(2),

  /**
   * One, as it is. The choice is hard, so the router learns through a straight-through estimator
   * (arXiv 1308.3432): its gradient is the one that {@link #SWITCH} would have had there.
   */
  @JsonProperty("straight-through")
  STRAIGHT_THROUGH(1);

  private final int chosen;

  Gating(int chosen) {
    this.chosen = chosen;
  }

  /** Experts a token. */
  public int chosen() {
    return chosen;
  }
}
