package io.consilium.framework.neural.mixture;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What keeps a router from sending everything to a few experts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Balance.None.class, name = "none"),
  @JsonSubTypes.Type(value = Balance.AuxiliaryLoss.class, name = "auxiliary-loss"),
  @JsonSubTypes.Type(value = Balance.Bias.class, name = "bias")
})
public sealed interface Balance {

  /** Nothing. */
  record None() implements Balance {}

  /**
   * A loss added to that of the task: {@code weight * experts * sum_i f_i P_i}, with f the share of
   * the choices and P the mean probability of expert i over the tokens of one pass (Switch, arXiv
   * 2101.03961, equation 4). Its gradient joins that of every backward pass.
   *
   * @param weight 0.01 in the paper
   */
  record AuxiliaryLoss(@JsonProperty("weight") double weight) implements Balance {
    public AuxiliaryLoss {
      requirePositive("The weight of the auxiliary loss", weight);
    }
  }

  /**
   * No loss: a bias of each expert, added to its probability when experts are chosen and never when
   * outputs are weighed, goes up by {@code speed} after a step in which the expert was chosen less
   * than the mean, else down (arXiv 2408.15664, algorithm 1; DeepSeek-V3, arXiv 2412.19437).
   *
   * @param speed 0.001 in the papers, for probabilities in [0, 1]
   */
  record Bias(@JsonProperty("speed") double speed) implements Balance {
    public Bias {
      requirePositive("The speed of the bias", speed);
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s (%s) is not positive. Maybe use None.".formatted(what, value));
    }
  }
}
