package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Entry;
import io.consilium.api.planner.Carry;
import io.consilium.api.planner.Check;
import io.consilium.api.planner.Checked;
import io.consilium.api.planner.Plan;
import io.consilium.api.planner.Ref;
import io.consilium.api.planner.Subgoal;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Position;
import io.consilium.api.task.SubgoalId;
import io.consilium.framework.engine.internal.State.Call;
import io.consilium.framework.engine.internal.State.Returned;
import io.consilium.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one way from a state to the next: by a record and its payloads. Pure; the live engine and a
 * reader of the ledger get the same state from the same entries. A payload whose key was destroyed
 * is read as absent.
 */
final class Fold {
  private Fold() {}

  /** The state that entries add up to. */
  static State all(Iterable<Entry> entries) {
    State state = State.EMPTY;
    for (Entry entry : entries) {
      state = apply(state, entry);
    }
    return state;
  }

  static State apply(State state, Entry entry) {
    Position at = entry.record().position();
    Body body = entry.record().body();
    if (body instanceof Body.TaskAdmitted admitted) {
      return state.with(Carry.initial(Tasks.admitted(at, admitted, entry.payloads()), "", 0));
    } else if (body instanceof Body.PlanRevised revised) {
      return planned(state, at, revised, entry.payloads());
    } else if (body instanceof Body.PlanFailed) {
      return state.change(
          at.path(),
          c -> Carries.planned(c, at.hCycle(), c.plan(), Optional.empty()),
          above -> above);
    } else if (body instanceof Body.SubgoalRouted routed) {
      return routed(state, at, routed);
    } else if (body instanceof Body.ExpertCalled called) {
      return called(state, at, called, entry.payloads());
    } else if (body instanceof Body.ExpertReturned returned) {
      return returned(state, at, returned, entry.payloads());
    } else if (body instanceof Body.SubgoalSettled settled) {
      return settled(state, at, settled, entry.payloads());
    } else if (body instanceof Body.CheckMade made) {
      return checked(state, at, made, entry.payloads());
    } else if (body instanceof Body.HaltDecided halt) {
      return state
          .change(at.path(), c -> halted(c, halt), above -> above)
          .ended(State.put(state.ended(), at.path(), at.hCycle()));
    } else if (body instanceof Body.ApprovalAsked asked) {
      return state.waiting(Wait.of(at.path(), asked, entry.payloads()));
    } else if (body instanceof Body.ApprovalGiven given) {
      String name = Slots.text(entry.payloads(), Slots.NAME);
      return state.waiting(state.waits().get(given.approval()).with(given.granted(), name));
    } else if (body instanceof Body.ApprovalEnded ended) {
      return state.waiting(state.waits().get(ended.approval()).ended(ended.granted()));
    } else if (body instanceof Body.Corrected corrected) {
      return state
          .change(
              at.path(),
              c -> Results.corrected(c, corrected, Slots.outputs(entry.payloads())),
              above -> above)
          .waiting(state.waits().get(corrected.approval()).corrected());
    } else if (body instanceof Body.PolicyEvaluated ruled && ruled.budget().isPresent()) {
      return state.change(at.path(), c -> Carries.capped(c, ruled.budget().get()), above -> above);
    }
    return state;
  }

  private static Carry halted(Carry carry, Body.HaltDecided halt) {
    return Carries.halted(
        Carries.estimated(carry, halt.estimate()), halt.spend().time(), halt.reason());
  }

  private static State planned(
      State state, Position at, Body.PlanRevised revised, Map<String, Artifact> payloads) {
    Artifact artifact = payloads.get(Slots.PLAN);
    Optional<Plan> plan =
        Optional.ofNullable(artifact).map(a -> Json.read(Slots.bytes(a), Plan.class));
    return state.change(
        at.path(),
        c -> Carries.planned(c, at.hCycle(), plan.or(c::plan), revised.estimate()),
        above -> above);
  }

  private static State routed(State state, Position at, Body.SubgoalRouted routed) {
    State next =
        state
            .routed(routed.routing())
            .change(at.path(), c -> Carries.waved(c, at.lStep()), above -> above);
    SubgoalId id = new SubgoalId(routed.subgoal());
    if (routed.decision().action() != RoutingDecision.Action.DECOMPOSE
        || Tasks.planned(next.at(at.path()), id).isEmpty()) {
      return next;
    }
    String path = State.join(at.path(), routed.subgoal());
    return next.change(
            at.path(), c -> Carries.child(c, id, Tasks.child(c, id, path)), above -> above)
        .ended(State.without(next.ended(), path));
  }

  private static State called(
      State state, Position at, Body.ExpertCalled called, Map<String, Artifact> payloads) {
    Call call =
        new Call(
            at.path(),
            new SubgoalId(called.subgoal()),
            called.expert(),
            called.effect(),
            called.routing(),
            called.attempt(),
            inputs(
                payloads,
                state.at(at.path()),
                Tasks.planned(state.at(at.path()), new SubgoalId(called.subgoal()))
                    .map(Subgoal::inputs)),
            Optional.empty());
    return state
        .used(call)
        .withCalls(
            State.put(state.calls(), called.call(), call),
            Math.max(called.call(), state.lastCall()))
        .change(at.path(), Carries::called, Carries::called);
  }

  private static State returned(
      State state, Position at, Body.ExpertReturned body, Map<String, Artifact> payloads) {
    Call call = state.calls().get(body.call());
    if (call == null) {
      return state;
    }
    Returned returned =
        new Returned(
            body.outcome(),
            body.code(),
            body.confidence(),
            Slots.outputs(payloads),
            Slots.facts(payloads),
            Slots.text(payloads, Slots.MESSAGE));
    return state
        .withCalls(State.put(state.calls(), body.call(), call.ended(returned)), state.lastCall())
        .change(
            at.path(), c -> Carries.charged(c, body.cost()), c -> Carries.charged(c, body.cost()));
  }

  private static State settled(
      State state, Position at, Body.SubgoalSettled body, Map<String, Artifact> payloads) {
    SubgoalId id = new SubgoalId(body.subgoal());
    String message = Slots.text(payloads, Slots.MESSAGE);
    State next =
        state.change(
            at.path(),
            c -> Carries.waved(Carries.settled(c, Results.of(state, c, body, message)), at.lStep()),
            above -> above);
    Map<Integer, Call> open = new HashMap<>(state.calls());
    open.values().removeIf(call -> call.path().equals(at.path()) && call.subgoal().equals(id));
    State less = next.withCalls(open, state.lastCall());
    return Tasks.planned(state.at(at.path()), id)
        .map(subgoal -> less.settled(State.join(at.path(), body.subgoal()), subgoal))
        .orElse(less);
  }

  private static State checked(
      State state, Position at, Body.CheckMade made, Map<String, Artifact> payloads) {
    Optional<Check> check =
        Optional.ofNullable(state.at(at.path())).flatMap(Carry::plan).stream()
            .flatMap(plan -> plan.checks().stream())
            .filter(planned -> planned.id().equals(made.check()))
            .findFirst();
    Checked checked =
        new Checked(
            made.check(),
            made.verifier(),
            made.required(),
            inputs(payloads, state.at(at.path()), check.map(Check::inputs)),
            Verdicts.read(made, payloads.get(Slots.FINDINGS)));
    State next = state.change(at.path(), c -> Carries.checked(c, checked), above -> above);
    return check
        .map(planned -> next.checked(State.join(at.path(), made.check()), planned))
        .orElse(next);
  }

  /** As recorded; where they were too many for a record, as the plan's references stand now. */
  private static Map<String, List<Artifact>> inputs(
      Map<String, Artifact> payloads, Carry carry, Optional<Map<String, List<Ref>>> planned) {
    Map<String, List<Artifact>> recorded = Slots.named(Slots.IN, payloads);
    return recorded.isEmpty() && planned.isPresent() ? carry.resolve(planned.get()) : recorded;
  }
}
