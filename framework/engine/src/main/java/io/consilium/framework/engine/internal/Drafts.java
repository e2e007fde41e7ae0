package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Draft;
import io.consilium.api.planner.Result;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.Candidate;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.framework.engine.internal.State.Returned;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records of an L-step, to be. Pure. */
final class Drafts {
  /** Candidates that stand in the record itself; all of them stand in its payload. */
  private static final int BRIEF = 16;

  private Drafts() {}

  static Draft routed(Position at, Router.Routed routed, int routing, Artifact candidates) {
    Set<String> chosen = new HashSet<>();
    routed.decision().chosen().forEach(choice -> chosen.add(choice.expert()));
    List<Body.SubgoalRouted.Scored> brief =
        routed.candidates().stream()
            .sorted(
                (a, b) -> Boolean.compare(chosen.contains(b.expert()), chosen.contains(a.expert())))
            .limit(BRIEF)
            .map(Drafts::scored)
            .toList();
    Subgoal subgoal = routed.item().subgoal();
    return new Draft(
        at,
        new Body.SubgoalRouted(
            subgoal.id().value(),
            subgoal.capability(),
            routing,
            routed.gate().id(),
            brief,
            routed.candidates().size(),
            routed.decision()),
        List.of(routed.gate().code()),
        Map.of(Slots.CANDIDATES, candidates));
  }

  private static Body.SubgoalRouted.Scored scored(Candidate c) {
    return new Body.SubgoalRouted.Scored(c.expert(), c.score(), c.parts(), c.veto(), c.load());
  }

  static Draft called(
      Position at, Pursuit pursuit, Pursuit.Ask ask, int call, long timeoutMillis, long seed) {
    return new Draft(
        at,
        new Body.ExpertCalled(
            pursuit.subgoal().id().value(),
            call,
            pursuit.routing(),
            pursuit.attempt(),
            ask.guest().id(),
            ask.descriptor().effect(),
            timeoutMillis,
            seed),
        List.of(ask.guest().code()),
        Slots.inputs(pursuit.inputs()));
  }

  static Draft returned(
      Position at, Pursuit pursuit, Pursuit.Ask ask, int call, Returned returned, long nanos) {
    return new Draft(
        at,
        new Body.ExpertReturned(
            pursuit.subgoal().id().value(),
            call,
            ask.guest().id(),
            returned.outcome(),
            returned.code(),
            returned.confidence(),
            nanos,
            nanos == 0 ? 0 : ask.descriptor().cost() + 0.0,
            returned.outputs().keySet().stream().sorted().toList()),
        List.of(ask.guest().code()),
        given(returned));
  }

  /** What an expert gave, as payloads. */
  static Map<String, Artifact> given(Returned returned) {
    Map<String, Artifact> payloads = new HashMap<>(Slots.message(returned.message()));
    returned
        .outputs()
        .forEach((name, artifacts) -> payloads.put(Slots.OUT + name, artifacts.get(0)));
    if (!returned.facts().values().isEmpty()) {
      payloads.put(Slots.FACTS, Slots.json(returned.facts()));
    }
    return payloads;
  }

  static Draft settled(
      Position at,
      Subgoal subgoal,
      Result.Status status,
      int call,
      boolean child,
      double confidence,
      String code,
      String message) {
    return new Draft(
        at,
        new Body.SubgoalSettled(subgoal.id().value(), status, call, child, confidence, code),
        List.of(),
        Slots.message(message));
  }
}
