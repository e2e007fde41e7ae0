package io.consilium.distribution.benchmarks;

import io.consilium.api.expert.Effect;
import io.consilium.api.host.Settings;
import io.consilium.api.ledger.Code;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.routing.Gate;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingRequest;
import io.consilium.api.task.MediaType;
import io.consilium.api.task.SubgoalId;
import io.consilium.framework.routing.CandidateScoring;
import io.consilium.framework.routing.Demand;
import io.consilium.framework.routing.Standing;
import io.consilium.framework.routing.TrackRecord;
import io.consilium.framework.routing.internal.RoutingModule;
import io.consilium.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one routing decision costs with its whole explanation: eligibility and score parts of every
 * candidate, the choice, and both as JSON; beside taking the first expert of the list.
 */
final class GateBench {
  private static final int DECISIONS = 2_000;

  private GateBench() {}

  static List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (int experts : new int[] {4, 16, 200}) {
      figures.add(decisions(experts));
    }
    return figures;
  }

  private static Figure decisions(int experts) throws Exception {
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < experts; i++) {
      standings.add(
          new Standing(
              new NullRoom.NullExpert("bench.null-" + i).descriptor(),
              new Code("bench", "bench", "1", "0".repeat(64), Optional.empty(), Map.of()),
              i % 3,
              true,
              Optional.empty()));
    }
    Demand demand =
        new Demand(
            subgoal(),
            Map.of("in", List.of(MediaType.TEXT)),
            100,
            100,
            EnumSet.allOf(Effect.class));
    Gate gate =
        NullRoom.bound(new RoutingModule(), Gate.class).stream()
            .filter(one -> one.id().equals("top-1"))
            .findFirst()
            .orElseThrow();
    return Rounds.microsPerUnit(
        "gate decision with explanation, " + experts + " experts",
        () -> {
          for (int i = 0; i < DECISIONS; i++) {
            decide(demand, standings, gate);
          }
          return DECISIONS;
        });
  }

  private static void decide(Demand demand, List<Standing> standings, Gate gate) {
    List<Candidate> candidates = CandidateScoring.score(demand, standings, TrackRecord.EMPTY);
    RoutingDecision decision =
        gate.route(new RoutingRequest(demand.subgoal(), candidates, false, Settings.EMPTY, 1));
    if (Json.canonical(List.of(decision, candidates.subList(0, 4))).length == 0) {
      throw new IllegalStateException("A decision without an explanation.");
    }
  }

  private static Subgoal subgoal() {
    return new Subgoal(
        new SubgoalId("s"), "bench.nothing", "Nothing", Map.of(), Settings.EMPTY, Set.of(), false);
  }
}
