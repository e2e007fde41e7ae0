package io.consilium.framework.routing.internal;

import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import java.util.List;

/**
 * Takes the best k by score, mixed by their softmax; the others follow as fallbacks. Decomposes
 * when nobody is able or the choice is too uncertain and a way to break the subgoal down is known;
 * refuses when there is neither.
 *
 * <p>Settings: {@code temperature} of the softmax (0.2), {@code uncertainty} above which it
 * decomposes (0.6 when one candidate stands, since then it measures a lack of fit; with several
 * able candidates only if set), and for {@code top-k} also {@code k} (2). Source: sparsely gated
 * mixtures of experts (arXiv 2101.03961, 2401.04088).
 */
final class GreedyGate implements Gate {
  private static final double TEMPERATURE = 0.2;
  private static final double LACK_OF_FIT = 0.6;

  private final String id;
  private final int defaultK;

  GreedyGate(String id, int defaultK) {
    this.id = id;
    this.defaultK = defaultK;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public RoutingDecision route(RoutingRequest request) {
    double temperature = positive(request, "temperature", TEMPERATURE);
    List<Candidate> eligible = request.candidates().stream().filter(Candidate::eligible).toList();
    if (eligible.isEmpty()) {
      return without(request.decomposable() ? Action.DECOMPOSE : Action.REFUSE, 1, 0, temperature);
    }
    Softmax softmax = Softmax.over(eligible, temperature);
    double standard = eligible.size() == 1 ? LACK_OF_FIT : 1;
    double threshold = request.settings().number("uncertainty", standard);
    if (request.decomposable() && softmax.entropy() > threshold) {
      return without(Action.DECOMPOSE, softmax.entropy(), softmax.margin(), temperature);
    }
    return execute(eligible, softmax, k(request), temperature);
  }

  private int k(RoutingRequest request) {
    if (defaultK == 1) {
      return 1;
    }
    double k = request.settings().number("k", defaultK);
    if (!(k >= 1)) {
      throw new IllegalArgumentException(
          "The gate's setting \"k\" must be at least 1 (" + k + ").");
    }
    return (int) k;
  }

  private static RoutingDecision execute(
      List<Candidate> eligible, Softmax softmax, int k, double temperature) {
    int chosen = Math.min(k, eligible.size());
    double mass = 0;
    for (int i = 0; i < chosen; i++) {
      mass += softmax.probabilities()[i];
    }
    double sum = mass;
    List<Choice> choices =
        java.util.stream.IntStream.range(0, chosen)
            .mapToObj(i -> new Choice(eligible.get(i).expert(), softmax.probabilities()[i] / sum))
            .toList();
    List<String> fallbacks = eligible.stream().skip(chosen).map(Candidate::expert).toList();
    return new RoutingDecision(
        Action.EXECUTE,
        choices,
        fallbacks,
        softmax.entropy(),
        softmax.margin(),
        temperature,
        false,
        1);
  }

  private static RoutingDecision without(
      Action action, double entropy, double margin, double temperature) {
    return new RoutingDecision(
        action, List.of(), List.of(), entropy, margin, temperature, false, 1);
  }

  private static double positive(RoutingRequest request, String key, double otherwise) {
    double value = request.settings().number(key, otherwise);
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "The gate's setting \"" + key + "\" must be above 0 (" + value + ").");
    }
    return value;
  }
}
