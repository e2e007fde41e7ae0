package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.SubgoalId;
import io.consilium.tck.GateTck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is special about this gate; the rules for all gates come with the kit. */
class ${className}GateTest extends GateTck {

  @Override
  protected Gate gate() {
    return new ${className}Gate();
  }

  private static Candidate candidate(String expert, double score, double cost) {
    return new Candidate(
        expert,
        "test/1.0.0/00",
        Map.of("fit", 1.0),
        score,
        Optional.empty(),
        "",
        0,
        cost,
        Effect.PURE);
  }

  @Test
  void asksTheCheapestFirst() {
    Subgoal subgoal =
        new Subgoal(new SubgoalId("s"), "x", "", Map.of(), Settings.EMPTY, Set.of(), false);
    List<Candidate> candidates = List.of(candidate("dear", 0.9, 20), candidate("cheap", 0.5, 1));
    assertThat(
            gate()
                .route(new RoutingRequest(subgoal, candidates, false, Settings.EMPTY, 1))
                .chosen())
        .containsExactly(new Choice("cheap", 1));
  }
}
