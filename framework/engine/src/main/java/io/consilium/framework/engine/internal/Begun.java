package io.consilium.framework.engine.internal;

import io.consilium.api.expert.Effect;
import io.consilium.api.expert.Expert;
import io.consilium.api.ledger.Body;
import io.consilium.api.ledger.Body.ExpertReturned.Outcome;
import io.consilium.api.ledger.Entry;
import io.consilium.api.routing.RoutingDecision;
import io.consilium.api.routing.RoutingDecision.Choice;
import io.consilium.framework.engine.internal.State.Call;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What had been done for a subgoal when its host died, where calls with effects were made for it:
 * it goes on by its routing on record, so that no such call is made twice, and what came back
 * counts.
 */
final class Begun {
  private final TaskRun run;
  private final Agenda.Item item;
  private final Map<Integer, Call> calls;
  private boolean warming;

  private Begun(TaskRun run, Agenda.Item item, Map<Integer, Call> calls) {
    this.run = run;
    this.item = item;
    this.calls = calls;
  }

  /** Empty if no call with effects was made on these inputs before: then it is routed. */
  static Optional<Begun> of(TaskRun run, String path, Agenda.Item item) {
    if (run.callsBefore() == 0) {
      return Optional.empty();
    }
    Map<Integer, Call> calls = new TreeMap<>(run.journal().state().calls());
    calls
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey() > run.callsBefore()
                    || !entry.getValue().path().equals(path)
                    || !entry.getValue().subgoal().equals(item.subgoal().id())
                    || !entry.getValue().inputs().equals(item.inputs()));
    return calls.values().stream().anyMatch(call -> call.effect() != Effect.PURE)
        ? Optional.of(new Begun(run, item, calls))
        : Optional.empty();
  }

  /** How it goes on; empty while an expert whom it needs is warming up. */
  Optional<Pursuit> pursuit(int corrections) {
    int routing = calls.values().stream().mapToInt(Call::routing).max().orElseThrow();
    for (Entry entry : run.journal().entries()) {
      if (entry.record().body() instanceof Body.SubgoalRouted routed
          && routed.routing() == routing) {
        Pursuit pursuit = new Pursuit(item, entry.record().position().lStep(), corrections);
        pursuit.routedAs(routing);
        calls.forEach((number, call) -> take(pursuit, number, call, routed.decision()));
        if (pursuit.best().isEmpty() && pursuit.leavesRoom()) {
          fallBacks(pursuit, routed.decision());
        }
        return warming ? Optional.empty() : Optional.of(pursuit);
      }
    }
    throw new IllegalStateException("The routing " + routing + " is not among the records.");
  }

  /** A pure call that died with the host is made again; all else counts as it came back. */
  private void take(Pursuit pursuit, int number, Call call, RoutingDecision decision) {
    double weight =
        decision.chosen().stream()
            .filter(choice -> choice.expert().equals(call.expert()))
            .mapToDouble(Choice::weight)
            .findFirst()
            .orElse(1);
    State.Returned returned = call.returned().orElseThrow();
    boolean died = call.effect() == Effect.PURE && returned.outcome() == Outcome.GONE;
    Optional<Guest<Expert>> again = died ? guest(call.expert()) : Optional.empty();
    if (again.isPresent()) {
      pursuit.again(new Pursuit.Ask(again.get(), weight));
    } else {
      pursuit.tried(new Pursuit.Tried(number, weight, call.effect(), returned));
    }
    pursuit.attempted(call.attempt());
  }

  private void fallBacks(Pursuit pursuit, RoutingDecision decision) {
    for (String expert : decision.fallbacks()) {
      if (calls.values().stream().noneMatch(call -> call.expert().equals(expert))) {
        guest(expert).ifPresent(guest -> pursuit.fallBackTo(new Pursuit.Ask(guest, 1)));
      }
    }
  }

  private Optional<Guest<Expert>> guest(String id) {
    String capability = item.subgoal().capability();
    Plugins plugins = run.host().plugins();
    Optional<Guest<Expert>> guest =
        plugins
            .expert(run.id(), id)
            .filter(one -> Needs.can(one, capability))
            .or(() -> plugins.primary(id).filter(one -> Needs.can(one, capability)));
    Optional<Guest.Stage> stage = guest.map(Guest::stage);
    warming |= stage.filter(Guest.Stage.WARMING::equals).isPresent();
    return stage.filter(Guest.Stage.READY::equals).flatMap(ready -> guest);
  }
}
