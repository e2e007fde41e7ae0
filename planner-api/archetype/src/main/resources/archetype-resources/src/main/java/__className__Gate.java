package ${package};

import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import java.util.Comparator;
import java.util.List;

/** Asks the cheapest of those able first. Begin with the order, in route. */
public final class ${className}Gate implements Gate {
  private static final double TEMPERATURE = 0.2;

  @Override
  public String id() {
    return "${artifactId}";
  }

  @Override
  public RoutingDecision route(RoutingRequest request) {
    List<Candidate> able = request.candidates().stream().filter(Candidate::eligible).toList();
    if (able.isEmpty()) {
      Action action = request.decomposable() ? Action.DECOMPOSE : Action.REFUSE;
      return new RoutingDecision(action, List.of(), List.of(), 1, 0, TEMPERATURE, false, 1);
    }
    List<String> order =
        able.stream()
            .sorted(Comparator.comparingDouble(Candidate::cost))
            .map(Candidate::expert)
            .toList();
    return new RoutingDecision(
        Action.EXECUTE,
        List.of(new Choice(order.get(0), 1)),
        order.subList(1, order.size()),
        entropy(able),
        margin(able),
        TEMPERATURE,
        false,
        1);
  }

  /** Of the softmax over scores, divided by its most; with one candidate 1 - fit. */
  private static double entropy(List<Candidate> able) {
    if (able.size() == 1) {
      return 1 - able.get(0).parts().getOrDefault("fit", 1.0);
    }
    double best = able.get(0).score();
    double sum = able.stream().mapToDouble(one -> mass(one, best)).sum();
    double entropy = 0;
    for (Candidate one : able) {
      double p = mass(one, best) / sum;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return Math.min(1, Math.max(0, entropy / Math.log(able.size())));
  }

  private static double mass(Candidate one, double best) {
    return Math.exp((one.score() - best) / TEMPERATURE);
  }

  /** Best minus second-best score; the best if it stands alone. The host gives the best first. */
  private static double margin(List<Candidate> able) {
    double best = able.get(0).score();
    return able.size() == 1 ? best : best - able.get(1).score();
  }
}
