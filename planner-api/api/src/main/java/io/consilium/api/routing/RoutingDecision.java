package io.consilium.api.routing;

import java.util.List;
import java.util.Objects;

/**
 * What the gate decided, and on what.
 *
 * @param action execute, decompose or refuse
 * @param chosen experts to ask at once, with mixing weights that sum to 1; empty unless executing
 * @param fallbacks experts to ask next, in order, if no chosen one solves it
 * @param entropy normalised entropy of the softmax over eligible scores, 0 to 1; with one candidate
 *     1 - fit
 * @param margin best minus second-best score; the best score if it stands alone
 * @param temperature of the softmax
 * @param explored true if chance overrode the best score
 * @param propensity probability with which the first choice was made, 0 to 1
 */
public record RoutingDecision(
    Action action,
    List<Choice> chosen,
    List<String> fallbacks,
    double entropy,
    double margin,
    double temperature,
    boolean explored,
    double propensity) {

  /** What happens to the subgoal. */
  public enum Action {
    EXECUTE,
    DECOMPOSE,
    REFUSE
  }

  /** One chosen expert. */
  public record Choice(String expert, double weight) {}

  public RoutingDecision {
    Objects.requireNonNull(action, "action");
    chosen = List.copyOf(chosen);
    fallbacks = List.copyOf(fallbacks);
    if ((action == Action.EXECUTE) == chosen.isEmpty()) {
      throw new IllegalArgumentException("A decision to execute, and no other, names experts.");
    }
  }
}
