package io.consilium.distribution.tests.plugin;

import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Action;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import java.util.List;

/**
 * Takes the best, decomposes or refuses if nobody is able, and notes each decision: subgoal,
 * action, expert.
 */
public final class CountingGate implements Gate {
  /** Its id. */
  public static final String ID = "test.counting";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public RoutingDecision route(RoutingRequest request) {
    List<String> able =
        request.candidates().stream()
            .filter(Candidate::eligible)
            .map(Candidate::expert)
            .limit(1)
            .toList();
    Action without = request.decomposable() ? Action.DECOMPOSE : Action.REFUSE;
    Action action = able.isEmpty() ? without : Action.EXECUTE;
    Tally.note(
        request.settings(),
        "routed " + request.subgoal().id() + " " + action + " " + String.join(",", able));
    List<Choice> chosen = able.stream().map(expert -> new Choice(expert, 1)).toList();
    return new RoutingDecision(action, chosen, List.of(), 0, 0, 1, false, 1);
  }
}
