package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.expert.ExpertDescriptor;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Entry;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.framework.engine.internal.State.Call;
import io.consilium.framework.routing.Fit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What had been done for a subgoal when its host died, where calls with effects were made for it:
 * it goes on by its routing on record, so that no such call is made twice, and what came back
 * counts.
 */
final class Begun {
  private final TaskRun run;
  private final String path;
  private final Agenda.Item item;

  private Begun(TaskRun run, String path, Agenda.Item item) {
    this.run = run;
    this.path = path;
    this.item = item;
  }

  /** Empty if no call with effects was made on these inputs before: then it is routed. */
  static Optional<Pursuit> pursuit(TaskRun run, String path, Agenda.Item item, int corrections) {
    if (run.callsBefore() == 0) {
      return Optional.empty();
    }
    Begun begun = new Begun(run, path, item);
    Map<Integer, Call> calls = begun.calls();
    return calls.values().stream().anyMatch(call -> call.effect() != Effect.PURE)
        ? Optional.of(begun.pursuit(calls, corrections))
        : Optional.empty();
  }

  private Map<Integer, Call> calls() {
    Map<Integer, Call> calls = new TreeMap<>(run.journal().state().calls());
    calls
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey() > run.callsBefore()
                    || !entry.getValue().path().equals(path)
                    || !entry.getValue().subgoal().equals(item.subgoal().id())
                    || !entry.getValue().inputs().equals(item.inputs()));
    return calls;
  }

  private Pursuit pursuit(Map<Integer, Call> calls, int corrections) {
    List<Entry> entries = run.journal().entries();
    Map<Integer, Body.ExpertCalled> asked = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.record().body() instanceof Body.ExpertCalled called
          && calls.containsKey(called.call())) {
        asked.put(called.call(), called);
      }
    }
    int routing = asked.values().stream().mapToInt(Body.ExpertCalled::routing).max().orElseThrow();
    for (Entry entry : entries) {
      if (entry.record().body() instanceof Body.SubgoalRouted routed
          && routed.routing() == routing) {
        Pursuit pursuit = new Pursuit(item, entry.record().position().lStep(), corrections);
        pursuit.routedAs(routing);
        asked.values().forEach(one -> take(pursuit, one, calls.get(one.call()), routed.decision()));
        fallBacks(pursuit, routed.decision(), asked);
        return pursuit;
      }
    }
    throw new IllegalStateException("The routing " + routing + " is not among the records.");
  }

  /** A pure call that died with the host is made again; all else counts as it came back. */
  private void take(
      Pursuit pursuit, Body.ExpertCalled called, Call call, RoutingDecision decision) {
    double weight =
        decision.chosen().stream()
            .filter(choice -> choice.expert().equals(called.expert()))
            .mapToDouble(Choice::weight)
            .findFirst()
            .orElse(1);
    State.Returned returned = call.returned().orElseThrow();
    boolean died = call.effect() == Effect.PURE && returned.outcome() == Outcome.GONE;
    Optional<Guest<Expert>> again = died ? guest(called.expert()) : Optional.empty();
    if (again.isPresent()) {
      pursuit.again(new Pursuit.Ask(again.get(), weight));
    } else {
      pursuit.tried(new Pursuit.Tried(called.call(), weight, call.effect(), returned));
    }
    pursuit.attempted(called.attempt());
  }

  private void fallBacks(
      Pursuit pursuit, RoutingDecision decision, Map<Integer, Body.ExpertCalled> asked) {
    Set<String> done = new HashSet<>();
    asked.values().forEach(called -> done.add(called.expert()));
    for (String expert : decision.fallbacks()) {
      if (!done.contains(expert)) {
        guest(expert).ifPresent(guest -> pursuit.fallBackTo(new Pursuit.Ask(guest, 1)));
      }
    }
  }

  private Optional<Guest<Expert>> guest(String id) {
    String capability = item.subgoal().capability();
    return run.host()
        .plugins()
        .expert(id)
        .filter(guest -> guest.stage() == Guest.Stage.READY)
        .filter(
            guest -> Fit.best(guest.descriptor(ExpertDescriptor.class), capability).isPresent());
  }
}
